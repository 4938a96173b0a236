package org.segmentcourier.segment;

import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a batch segment job has put out, as a stream of segments, each a stream of users. */
public final class SegmentOutput {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentOutput.class);

  private final int batchSize;
  private final ExecutorService threads;

  /**
   * @param batchSize how many users one batch has at most
   * @param threads one for each segment that is read
   */
  SegmentOutput(int batchSize, ExecutorService threads) {
    this.batchSize = batchSize;
    this.threads = threads;
  }

  /**
   * The segments of a file, in the order of its lines; a broken line is among them, and says so
   * when it is asked for its query or users.
   */
  public Iterator<Segment> segments(OutputFile file) throws IOException {
    return new Segments(file);
  }

  /**
   * How many users a file has, those of one segment counted once; of a broken line those before the
   * break.
   */
  public long count(OutputFile file) throws IOException {
    long users = 0;
    for (var segments = segments(file); segments.hasNext(); ) {
      users += count(segments.next());
    }
    return users;
  }

  private long count(Segment segment) throws IOException {
    long users = 0;
    try {
      for (var batches = new Batches(segment, batchSize); batches.hasNext(); ) {
        users += batches.next().size();
      }
    } catch (BadSegment e) {
      LOG.debug("counted up to a break segment={} reason={}", segment, e.getMessage());
    }
    return users;
  }

  /**
   * The users of a segment. There is always a last batch; it may be empty. While one is worked on,
   * the next one is read.
   *
   * @throws BadSegment at once, or from {@code next}, if the line is broken or an error; the
   *     batches before that are not to be used either
   */
  public Iterator<UserBatch> batches(Segment segment) throws IOException {
    return new ReadAhead<>(new Batches(segment, batchSize), threads);
  }
}
