package org.segmentcourier.segment;

import java.io.IOException;
import java.util.Iterator;

/** Reads what a batch segment job has put out, as a stream of segments, each a stream of users. */
public final class SegmentOutput {

  private final int batchSize;

  /**
   * @param batchSize how many users one batch has at most
   */
  SegmentOutput(int batchSize) {
    this.batchSize = batchSize;
  }

  /**
   * The segments of a file, in the order of its lines; a broken line is among them, and says so
   * when it is asked for its query or users.
   */
  public Iterator<Segment> segments(OutputFile file) throws IOException {
    return new Segments(file);
  }

  /**
   * The users of a segment. There is always a last batch; it may be empty.
   *
   * @throws BadSegment at once, or from {@code next}, if the line is broken or an error; the
   *     batches before that are not to be used either
   */
  public Iterator<UserBatch> batches(Segment segment) throws IOException {
    return new Batches(segment, batchSize);
  }
}
