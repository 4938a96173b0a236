package org.segmentcourier.aws;

/**
 * Where an upload belongs.
 *
 * @param there whether it is there already
 */
public record Placement(String bucket, String key, boolean there) {}
