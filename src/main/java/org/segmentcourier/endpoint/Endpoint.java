package org.segmentcourier.endpoint;

/**
 * One address of one user on one channel, as far as a delivery needs to know it. The address itself
 * stays where it is.
 *
 * @param id unique in the Pinpoint project
 * @param channelType in Pinpoint's words, such as {@code EMAIL}
 * @param optedOut the user wants nothing on it (Pinpoint's {@code OptOut} is {@code ALL})
 * @param active false if messages to it don't arrive
 */
public record Endpoint(String id, String channelType, boolean optedOut, boolean active) {}
