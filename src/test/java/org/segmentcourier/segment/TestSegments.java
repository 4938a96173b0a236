package org.segmentcourier.segment;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;

/** Segments for tests of other rooms. */
public final class TestSegments {

  private TestSegments() {}

  public static Segment first(OutputFile file) throws IOException {
    return new SegmentOutput(10, ForkJoinPool.commonPool()).segments(file).next();
  }
}
