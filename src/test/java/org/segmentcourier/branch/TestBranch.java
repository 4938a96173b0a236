package org.segmentcourier.branch;

/** Branches for tests of other rooms. */
public final class TestBranch {

  private TestBranch() {}

  public static Branch of(String id, String channels) {
    return Branch.of(id, channels, ".*", "pinpoint");
  }

  public static Branch of(String id, String channels, String segments) {
    return Branch.of(id, channels, segments, "pinpoint");
  }
}
