package org.segmentcourier.delivery.records;

import java.util.List;

/** The record of a finished delivery. */
public record Manifest(Commit commit, List<File> files) {

  /** A segment file, and what became of it. */
  public record File(String name, String branch, long endpoints, Publication publication) {}
}
