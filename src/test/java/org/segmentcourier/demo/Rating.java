package org.segmentcourier.demo;

/**
 * A film that somebody watched.
 *
 * @param value from 1 to 5
 * @param time seconds since 1970
 */
record Rating(String userId, String filmId, int value, long time) {}
