package org.segmentcourier.delivery.build;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How many rows some CSV has, by its bytes: what was written, whatever was meant to be. Eight bytes
 * are looked at at once, since each byte of each segment file comes by here.
 */
final class CsvRows {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101010101010101L;
  private static final long LOWER_BITS = ONES * 0x7F;
  private static final long QUOTES = ONES * '"';
  private static final long LINE_ENDS = ONES * '\n';

  private CsvRows() {}

  /** Rows, each of which ends with a line feed; those within quotes end none. */
  static long in(byte[] csv) {
    long rows = 0;
    boolean quoted = false;
    int at = 0;
    while (at < csv.length) {
      if (!quoted && at + Long.BYTES <= csv.length) {
        long bytes = (long) LONGS.get(csv, at);
        if (zeros(bytes ^ QUOTES) == 0) {
          rows += Long.bitCount(zeros(bytes ^ LINE_ENDS));
          at += Long.BYTES;
          continue;
        }
      }
      byte next = csv[at++];
      if (next == '"') {
        quoted = !quoted;
      } else if (next == '\n' && !quoted) {
        rows++;
      }
    }
    return rows;
  }

  /** The highest bit of each byte that is zero. */
  private static long zeros(long bytes) {
    return ~((bytes & LOWER_BITS) + LOWER_BITS | bytes | LOWER_BITS);
  }
}
