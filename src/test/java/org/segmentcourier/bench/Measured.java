package org.segmentcourier.bench;

/**
 * What one run has taken.
 *
 * @param seconds of the work alone: starting a process, opening a directory or a database is not
 *     part of it
 * @param cpu seconds of all processors, for the same
 * @param rss most memory that the process had, mapped files included; in MB
 */
record Measured(double seconds, double cpu, long rss) {}
