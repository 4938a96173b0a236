package org.segmentcourier.delivery.exclusion;

/**
 * A version of a file that names who is not to be reached.
 *
 * @param key in the data bucket
 * @param etag without quotes
 */
public record SuppressionFile(String key, String etag) {}
