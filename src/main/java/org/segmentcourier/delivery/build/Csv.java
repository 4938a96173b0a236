package org.segmentcourier.delivery.build;

import java.util.Arrays;

/** Rows of CSV in the making (RFC 4180, UTF-8, a line feed after each row), of values as bytes. */
final class Csv {

  /** What a value may have beyond twice its length: two quotes, a comma or line feed. */
  private static final int AROUND = 3;

  /** Not 0 for those bytes that a value is quoted for. */
  private static final byte[] MARKS = new byte[1 << Byte.SIZE];

  static {
    for (char mark : new char[] {',', '"', '\n', '\r'}) {
      MARKS[mark] = 1;
    }
  }

  private byte[] bytes;
  private int length;

  /**
   * @param expected bytes, about
   */
  Csv(int expected) {
    bytes = new byte[expected];
  }

  /** Adds a value and what ends it; it is quoted if it needs that. */
  void add(byte[] text, int from, int to, char end) {
    int needed = length + (to - from) * 2 + AROUND;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    if (needsQuotes(text, from, to)) {
      quote(text, from, to);
    } else {
      System.arraycopy(text, from, bytes, length, to - from);
      length += to - from;
    }
    bytes[length++] = (byte) end;
  }

  /** Adds a value that needs no quotes, and what ends it. */
  void addPlain(byte[] text, int from, int to, char end) {
    int needed = length + (to - from) + 1;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, needed * 2);
    }
    System.arraycopy(text, from, bytes, length, to - from);
    bytes[needed - 1] = (byte) end;
    length = needed;
  }

  private void quote(byte[] text, int from, int to) {
    bytes[length++] = '"';
    for (int i = from; i < to; i++) {
      if (text[i] == '"') {
        bytes[length++] = '"';
      }
      bytes[length++] = text[i];
    }
    bytes[length++] = '"';
  }

  /** Also around spaces at an end, which readers like to leave out. */
  private static boolean needsQuotes(byte[] text, int from, int to) {
    int marks = 0;
    for (int i = from; i < to; i++) {
      marks |= MARKS[text[i] & 0xFF];
    }
    return marks != 0 || to == from || text[from] == ' ' || text[to - 1] == ' ';
  }

  /** The rows, up to {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }
}
