package org.segmentcourier.endpoint.directory;

import java.util.List;
import java.util.stream.Stream;

/**
 * The record of a snapshot in S3: once it is there, the snapshot is.
 *
 * @param version of the form of its files
 * @param number counted from 1
 * @param sources what they are known by; of the same sources the same directory is made
 * @param files that it was made from
 * @param index the file that knows users and endpoints
 * @param details the file that knows addresses and attributes
 * @param rejects rows that are no endpoints, with their reasons
 * @param made endpoints whose ids were made here
 * @param repeated rows that were left out for newer ones
 */
public record SnapshotRecord(
    int version,
    long number,
    String sources,
    List<Source> files,
    File index,
    File details,
    File rejects,
    long users,
    long endpoints,
    long made,
    long repeated,
    long rejected) {

  /** The version that this application reads and writes. */
  public static final int VERSION = 1;

  /** Whether everything is there that its readers ask for. */
  boolean isWhole() {
    return sources != null
        && files != null
        && Stream.of(index, details, rejects).allMatch(file -> file != null && file.isWhole());
  }

  /** A file of the snapshot, in the data bucket. */
  public record File(String key, long size, String sha256) {

    private boolean isWhole() {
      return key != null && sha256 != null;
    }
  }

  /** A file that the snapshot was made from, in the version that it had. */
  public record Source(String location, String etag) {}
}
