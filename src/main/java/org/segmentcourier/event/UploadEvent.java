package org.segmentcourier.event;

/**
 * An object was created in S3, whichever envelope the news came in.
 *
 * @param key the key itself, not URL-encoded
 * @param etag without quotes; empty if the event had none
 * @param size in bytes; -1 if the event had none
 * @param sequencer tells the events of one key apart; empty if the event had none. Their order
 *     decides nothing here: what an object is, S3 itself is asked
 */
public record UploadEvent(String bucket, String key, String etag, long size, String sequencer) {}
