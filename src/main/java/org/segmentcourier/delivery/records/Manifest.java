package org.segmentcourier.delivery.records;

import java.time.Instant;
import java.util.List;

/**
 * The record of a finished delivery; all of them are the history of deliveries.
 *
 * @param committed when it was decided, by S3's clock
 * @param finished when all files were done, by AWS's clock; no two attempts have the same
 */
public record Manifest(Commit commit, List<File> files, Instant committed, Instant finished) {

  /** A segment file, and what became of it. */
  public record File(String name, String branch, long endpoints, Publication publication) {}
}
