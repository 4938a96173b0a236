package org.segmentcourier.segment;

import java.io.IOException;

/** Segments for tests of other rooms. */
public final class TestSegments {

  private TestSegments() {}

  public static Segment first(OutputFile file) throws IOException {
    return new SegmentOutput(10).segments(file).next();
  }
}
