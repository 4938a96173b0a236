package org.segmentcourier.event;

/**
 * An object was created in S3, whichever envelope the news came in.
 *
 * @param key the key itself, not URL-encoded
 * @param etag without quotes; empty if the event had none
 * @param sequencer orders the events of one key: longer strings are padded with zeros on the right,
 *     then compared as text; empty if the event had none
 */
public record UploadEvent(String bucket, String key, String etag, long size, String sequencer) {}
