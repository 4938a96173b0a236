package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the rows of a text file in a way that has nothing to do with the engine's, which reads
 * parts of a file side by side and, where a quote is not closed, leaves out any number of rows
 * without a word. Rows that are empty don't count.
 */
final class RowScan {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BUFFER = 1 << 16;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long FEEDS = ONES * '\n';
  private static final long RETURNS = ONES * '\r';

  /** Where in a row a byte is. */
  private enum State {
    /** Before the first byte of a row. */
    ROW,
    /** Before the first byte of a value. */
    VALUE,
    /** In a value without quotes, or after quotes that were closed too early. */
    PLAIN,
    /** Between quotes. */
    QUOTED,
    /** After a quote between quotes: the last one, or the first of two. */
    CLOSING
  }

  private final boolean quotes;
  private State state = State.ROW;
  private boolean afterReturn;
  private long line = 1;
  private long openedAt;
  private long rows;
  private long unclosed;
  private long feedAt;
  private long returnAt;
  private long pairAt;

  private RowScan(boolean quotes) {
    this.quotes = quotes;
  }

  /**
   * Reads to the end.
   *
   * @param quotes whether values may stand between quotes, and have line ends there
   */
  static RowScan of(InputStream in, boolean quotes) throws IOException {
    var scan = new RowScan(quotes);
    var buffer = new byte[BUFFER];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      scan.add(buffer, length);
    }
    scan.end();
    return scan;
  }

  /** How many rows there are, a header among them. */
  long rows() {
    return rows;
  }

  /**
   * Line of the first quote that is closed in no way, or only within a value of a later line; 0 if
   * there is none.
   */
  long unclosedQuote() {
    return unclosed;
  }

  /** What is wrong with the ends of lines; empty if all end alike. */
  String lineEnds() {
    if (returnAt > 0) {
      return "line %d has a carriage return that ends no line; a value with one needs quotes"
          .formatted(returnAt);
    }
    return feedAt > 0 && pairAt > 0
        ? "line %d ends with a line feed, line %d with carriage return and line feed; all must end alike"
            .formatted(feedAt, pairAt)
        : "";
  }

  private void add(byte[] bytes, int length) {
    for (int at = 0; at < length; ) {
      if (!afterReturn && state != State.CLOSING && at + Long.BYTES <= length && skip(bytes, at)) {
        at += Long.BYTES;
      } else {
        add(bytes[at++]);
      }
    }
  }

  /** Takes eight bytes at once, if they are nothing special: most are not. */
  private boolean skip(byte[] bytes, int at) {
    long next = (long) LONGS.get(bytes, at);
    if (zeros(next ^ RETURNS) != 0 || quotes && zeros(next ^ QUOTES) != 0) {
      return false;
    }
    long feeds = zeros(next ^ FEEDS);
    if (state == State.QUOTED) {
      line += Long.bitCount(feeds);
      return true;
    }
    if (feeds == 0) {
      state = bytes[at + Long.BYTES - 1] == ',' ? State.VALUE : State.PLAIN;
      return true;
    }
    return false;
  }

  /** The highest bit of each byte that is 0, exactly. */
  private static long zeros(long bytes) {
    return ~((bytes & ~HIGHS) + ~HIGHS | bytes | ~HIGHS);
  }

  private void add(byte next) {
    if (afterReturn) {
      afterReturn = false;
      if (next == '\n') {
        pairAt = pairAt == 0 ? line : pairAt;
        endLine();
        return;
      }
      returnAt = returnAt == 0 ? line : returnAt;
      endLine();
    }
    if (state == State.QUOTED) {
      line += next == '\n' ? 1 : 0;
      state = next == '"' ? State.CLOSING : State.QUOTED;
    } else if (next == '"' && quotes) {
      quote();
    } else if (next == '\n') {
      feedAt = feedAt == 0 ? line : feedAt;
      endLine();
    } else if (next == '\r') {
      afterReturn = true;
    } else if (next == ',') {
      state = State.VALUE;
    } else {
      closeTooEarly();
      state = State.PLAIN;
    }
  }

  private void quote() {
    switch (state) {
      case ROW, VALUE -> {
        state = State.QUOTED;
        openedAt = line;
      }
      case CLOSING -> state = State.QUOTED;
      default -> state = State.PLAIN; // it is part of the value
    }
  }

  /** Something stands behind the closing quote: on the same line it spoils its own row only. */
  private void closeTooEarly() {
    if (state == State.CLOSING && openedAt < line && unclosed == 0) {
      unclosed = openedAt;
    }
  }

  private void endLine() {
    line++;
    rows += state == State.ROW ? 0 : 1;
    state = State.ROW;
  }

  private void end() {
    if (afterReturn) {
      returnAt = returnAt == 0 ? line : returnAt;
    }
    if (state == State.QUOTED && unclosed == 0) {
      unclosed = openedAt;
    }
    rows += state == State.ROW ? 0 : 1;
  }
}
