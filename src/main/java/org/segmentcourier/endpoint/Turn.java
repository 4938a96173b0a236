package org.segmentcourier.endpoint;

/**
 * Leave to make one call.
 *
 * @param seconds since the turn before it, without the time in which nobody wanted one
 * @param awaited whether it was the rate that held the call up: else there are few calls
 * @param fall how often the rate had fallen when the turn was taken
 */
record Turn(double seconds, boolean awaited, long fall) {}
