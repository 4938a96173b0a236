package org.segmentcourier.delivery;

/**
 * A line of the output that nothing is delivered of.
 *
 * @param file name of the output file
 * @param line in it, counted from 1; 0 if the whole file is meant
 * @param reason fit to be shown to anybody
 */
public record BadLine(String file, int line, String reason) {}
