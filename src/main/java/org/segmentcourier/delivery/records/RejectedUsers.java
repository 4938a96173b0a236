package org.segmentcourier.delivery.records;

/**
 * A file that says who of a segment is not reached, and why.
 *
 * @param name of its segment file on the default branch, and {@code .gz}
 * @param file name of the output file
 * @param line of the segment in it, counted from 1
 * @param users how many rows it has, without the header
 * @param key where it is in the data bucket; empty before it is there
 */
public record RejectedUsers(
    String name, String file, int line, String sha256, long size, long users, String key)
    implements BuiltFile {}
