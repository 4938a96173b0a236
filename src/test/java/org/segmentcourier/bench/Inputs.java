package org.segmentcourier.bench;

import java.nio.file.Path;

/**
 * What a contender works on.
 *
 * @param endpoints the file that both directories were made from
 * @param directory folder of the application's own directory
 * @param database the same as a database of DuckDB
 * @param output of the batch segment job
 */
record Inputs(Shape shape, Path endpoints, Path directory, Path database, Path output) {}
