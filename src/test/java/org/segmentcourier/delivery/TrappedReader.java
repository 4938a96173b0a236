package org.segmentcourier.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import org.segmentcourier.segment.BadSegment;
import org.segmentcourier.segment.OutputFile;
import org.segmentcourier.segment.Segment;
import org.segmentcourier.segment.SegmentOutput;
import org.segmentcourier.segment.UserBatch;

/** A reader of output that walks into one of the traps of Camel's streaming split. */
public class TrappedReader {

  private final SegmentOutput output;

  TrappedReader(Object output) {
    this.output = (SegmentOutput) output;
  }

  public Iterator<Segment> segments(OutputFile file) throws IOException {
    return output.segments(file);
  }

  public Iterator<UserBatch> batches(Segment segment) throws IOException {
    return output.batches(segment);
  }

  public long count(OutputFile file) throws IOException {
    return output.count(file);
  }

  /** The split asks for the next element before it works on this one. */
  public static final class OnePlaceForAll extends TrappedReader {

    private Segment place;

    OnePlaceForAll(Object output) {
      super(output);
    }

    @Override
    public Iterator<Segment> segments(OutputFile file) throws IOException {
      var segments = super.segments(file);
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          if (segments.hasNext()) {
            place = segments.next();
            return true;
          }
          return false;
        }

        @Override
        public Segment next() {
          return place;
        }
      };
    }

    @Override
    public Iterator<UserBatch> batches(Segment segment) throws IOException {
      return super.batches(place);
    }
  }

  /** The split closes what it reads from before it works on the last element. */
  public static final class OneFileForAll extends TrappedReader {

    private boolean closed;

    OneFileForAll(Object output) {
      super(output);
    }

    private final class Segments implements Iterator<Segment>, Closeable {

      private final Iterator<Segment> segments;

      Segments(Iterator<Segment> segments) {
        this.segments = segments;
        closed = false;
      }

      @Override
      public boolean hasNext() {
        return segments.hasNext();
      }

      @Override
      public Segment next() {
        return segments.next();
      }

      @Override
      public void close() {
        closed = true;
      }
    }

    @Override
    public Iterator<Segment> segments(OutputFile file) throws IOException {
      return new Segments(super.segments(file));
    }

    @Override
    public Iterator<UserBatch> batches(Segment segment) throws IOException {
      return closed ? Collections.emptyIterator() : super.batches(segment);
    }
  }

  /** After a failure the split reads on to the end: this one counts what it is asked for then. */
  public static final class Watched extends TrappedReader {

    final AtomicInteger failures = new AtomicInteger();
    final AtomicInteger readAfterAFailure = new AtomicInteger();

    Watched(Object output) {
      super(output);
    }

    @Override
    public Iterator<UserBatch> batches(Segment segment) throws IOException {
      var batches = super.batches(segment);
      return new Iterator<>() {
        private boolean failed;

        @Override
        public boolean hasNext() {
          return batches.hasNext();
        }

        @Override
        public UserBatch next() {
          if (failed) {
            readAfterAFailure.incrementAndGet();
          }
          try {
            return batches.next();
          } catch (BadSegment e) {
            failed = true;
            failures.incrementAndGet();
            throw e;
          }
        }
      };
    }
  }
}
