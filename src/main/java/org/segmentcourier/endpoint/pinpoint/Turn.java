package org.segmentcourier.endpoint.pinpoint;

/**
 * Leave to make one call.
 *
 * @param number in the order in which turns were taken
 * @param seconds since the turn before it, without the time in which nobody wanted one
 * @param awaited whether it was the rate that held the call up: else there are few calls
 * @param fall how often the rate had fallen by then, as far as the service can tell
 */
record Turn(long number, double seconds, boolean awaited, long fall) {}
