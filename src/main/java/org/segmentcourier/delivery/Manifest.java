package org.segmentcourier.delivery;

import java.util.List;

/** The record of a finished delivery. */
public record Manifest(Commit commit, List<File> files) {

  /** A segment file, and what became of it. */
  record File(String name, String branch, long endpoints, Publication publication) {}
}
