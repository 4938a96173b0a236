package org.segmentcourier.branch;

import java.util.function.Consumer;

/** Branches for tests of other rooms. */
public final class TestBranch {

  private TestBranch() {}

  public static Branch of(String id, String channels) {
    return of(id, channels, options -> {});
  }

  public static Branch of(String id, String channels, String segments) {
    return of(id, channels, options -> options.setSegments(segments));
  }

  public static Branch of(String id, String channels, Consumer<BranchOptions> more) {
    var options = new BranchOptions();
    options.setChannels(channels);
    more.accept(options);
    return Branch.of(id, options);
  }
}
