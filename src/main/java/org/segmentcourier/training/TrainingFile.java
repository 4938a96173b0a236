package org.segmentcourier.training;

import java.time.Instant;

/**
 * An object that a run reads, as S3 lists it.
 *
 * @param etag without quotes
 * @param size in bytes
 */
record TrainingFile(String key, String etag, long size, Instant lastModified) {}
