package org.segmentcourier.training;

import java.time.Instant;
import java.util.List;

/**
 * What of a folder no config makes use of.
 *
 * @param now S3's clock at the listing
 */
record Unused(List<TrainingFile> files, Instant now) {}
