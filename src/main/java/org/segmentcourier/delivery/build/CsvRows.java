package org.segmentcourier.delivery.build;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts the rows of CSV by the bytes that come by: what was written, whatever was meant to be.
 * Eight are looked at at once, since each byte of each segment file is one of them.
 */
final class CsvRows extends FilterOutputStream {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101010101010101L;
  private static final long LOWER_BITS = ONES * 0x7F;
  private static final long HIGHEST_BITS = ~LOWER_BITS;
  private static final long QUOTES = ONES * '"';
  private static final long LINE_ENDS = ONES * '\n';

  private long rows;
  private boolean quoted;

  CsvRows(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int next) throws IOException {
    count((byte) next);
    out.write(next);
  }

  @Override
  public void write(byte[] csv, int from, int length) throws IOException {
    int end = from + length;
    for (int at = from; at < end; ) {
      if (!quoted && at + Long.BYTES <= end) {
        long bytes = (long) LONGS.get(csv, at);
        if (!hasZero(bytes ^ QUOTES)) {
          rows += Long.bitCount(zeros(bytes ^ LINE_ENDS));
          at += Long.BYTES;
          continue;
        }
      }
      count(csv[at++]);
    }
    out.write(csv, from, length);
  }

  private void count(byte next) {
    if (next == '"') {
      quoted = !quoted;
    } else if (next == '\n' && !quoted) {
      rows++;
    }
  }

  private static boolean hasZero(long bytes) {
    return (bytes - ONES & ~bytes & HIGHEST_BITS) != 0;
  }

  /** The highest bit of each byte that is zero. */
  private static long zeros(long bytes) {
    return ~((bytes & LOWER_BITS) + LOWER_BITS | bytes | LOWER_BITS);
  }

  /** Rows, each of which ends with a line feed; those within quotes end none. */
  long rows() {
    return rows;
  }
}
