package org.segmentcourier.segment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.segmentcourier.segment.BadSegment.Code;

/**
 * The segments of one output file, found by its line ends alone: a line end can't be inside the
 * JSON of a line. Empty lines are passed over, and so is a byte order mark. Since each byte is
 * looked at here, it is here that a line is refused that is no UTF-8.
 */
final class Segments implements Iterator<Segment>, Closeable {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] GZIP = {0x1F, (byte) 0x8B};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHEST_BITS = ONES << 7;
  private static final long LINE_ENDS = ONES * '\n';

  private final OutputFile file;
  private final InputStream in;
  private final Utf8 utf8 = new Utf8();
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private long position;
  private int line;
  private boolean ended;
  private Segment next;

  Segments(OutputFile file) throws IOException {
    this.file = file;
    this.in = Files.newInputStream(file.path());
    filled = in.readNBytes(buffer, 0, buffer.length);
    if (startsWith(GZIP)) {
      end();
      next =
          Segment.defective(
              file,
              Segment.WHOLE_FILE,
              0,
              0,
              new BadSegment(Code.GZIPPED, "the file is gzipped; plain JSON lines are expected"));
      return;
    }
    if (startsWith(BYTE_ORDER_MARK)) {
      at = BYTE_ORDER_MARK.length;
      position = at;
    }
    next = find();
  }

  private boolean startsWith(byte[] sign) {
    return filled >= sign.length && Arrays.equals(buffer, 0, sign.length, sign, 0, sign.length);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Segment next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    var found = next;
    try {
      next = find();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + file.name(), e);
    }
    return found;
  }

  private Segment find() throws IOException {
    long start = position;
    long broken = 0;
    boolean blank = true;
    while (fill()) {
      if (!blank && utf8.isComplete()) {
        position += passText();
        if (at == filled) {
          continue;
        }
      }
      byte next = buffer[at++];
      position++;
      boolean text = utf8.takes(next);
      broken = broken == 0 && !text ? position - start : broken;
      if (next == '\n') {
        line++;
        if (!blank) {
          return segment(start, position - 1, broken);
        }
        start = position;
      } else {
        blank &= next == '\r' || next == ' ' || next == '\t';
      }
    }
    if (blank) {
      return null;
    }
    line++;
    return segment(start, position, broken == 0 && !utf8.isComplete() ? position - start : broken);
  }

  /**
   * Passes over what is neither a line end nor beyond ASCII, eight bytes at a time: nearly all of a
   * file.
   *
   * @return how many bytes
   */
  private int passText() {
    int start = at;
    while (at + Long.BYTES <= filled) {
      long bytes = (long) LONGS.get(buffer, at);
      long ends = bytes ^ LINE_ENDS; // a line end becomes a zero byte
      if (((bytes | ends - ONES & ~ends) & HIGHEST_BITS) != 0) {
        break;
      }
      at += Long.BYTES;
    }
    return at - start;
  }

  /** Whether there is another byte in the buffer. */
  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    if (ended) {
      return false;
    }
    filled = in.read(buffer);
    at = 0;
    if (filled < 0) {
      end();
    }
    return !ended;
  }

  private void end() throws IOException {
    ended = true;
    at = 0;
    filled = 0;
    in.close();
  }

  /**
   * @param broken the first byte of the line that is no UTF-8, counted from 1; 0 if all is
   */
  private Segment segment(long start, long end, long broken) throws IOException {
    try {
      if (broken > 0) {
        throw new BadSegment(Code.NO_TEXT, "the line is no UTF-8 text at byte " + broken);
      }
      return Segment.of(file, line, start, end, QueryReader.read(file, start, end));
    } catch (BadSegment e) {
      return Segment.defective(file, line, start, end, e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
