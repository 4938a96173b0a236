package org.segmentcourier.segment;

import java.nio.file.Path;

/**
 * One file of a batch segment job's output, on the local disk: JSON, one line per query.
 *
 * @param name what people know it by
 */
public record OutputFile(String name, Path path) {}
