package org.segmentcourier.delivery;

import java.util.List;

/**
 * What one branch gets of one batch, to be marshalled and then written.
 *
 * @param rows of its segment file: a header first, if they begin a file
 * @param endpoints how many of the rows are endpoints
 */
public record Share(String branch, List<List<String>> rows, int endpoints) {}
