package org.segmentcourier.endpoint.directory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * How a directory's files hold ids: UUIDs and numbers take a half or less of their text. A text has
 * exactly one packed form, so that two packed ids are equal if and only if their texts are.
 *
 * <pre>
 * 0, 16 bytes            a UUID as RFC 9562 writes it: lower-case, with hyphens
 * 1 to 8, so many bytes  a decimal number of at most 18 digits, without leading zeros; big-endian
 * 10 to 249, bytes       0 to 239 bytes of UTF-8
 * 250, length, bytes     240 to 65,535 bytes of UTF-8; the length has two bytes
 * </pre>
 */
final class PackedId {

  /** What an id may take beyond its text. */
  static final int OVERHEAD = 3;

  /** Bytes of the longest text. */
  static final int LONGEST = 0xFFFF;

  private static final int UUID = 0;
  private static final int TEXT = 10;
  private static final int LONG_TEXT = 250;

  private static final int UUID_LENGTH = 36;
  private static final int UUID_BYTES = 16;
  private static final int MOST_DIGITS = 18;

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] NIBBLE = new byte[256];

  /** Of each byte its two digits. */
  private static final short[] PAIRS = new short[256];

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  static {
    for (int i = 0; i < PAIRS.length; i++) {
      PAIRS[i] = (short) (HEX[i >>> 4] << 8 | HEX[i & 0xF]);
    }
    Arrays.fill(NIBBLE, (byte) -1);
    for (int i = 0; i < HEX.length; i++) {
      NIBBLE[HEX[i]] = (byte) i;
    }
  }

  private PackedId() {}

  /**
   * Packs the text between two places.
   *
   * @param packed has room for the text and {@link #OVERHEAD}
   * @return where the packed id ends
   * @throws IllegalArgumentException if the text is longer than {@link #LONGEST}
   */
  static int pack(byte[] text, int from, int to, byte[] packed, int at) {
    int length = to - from;
    if (length == UUID_LENGTH && packUuid(text, from, packed, at)) {
      return at + 1 + UUID_BYTES;
    }
    if (length <= MOST_DIGITS && isNumber(text, from, to)) {
      return packNumber(text, from, to, packed, at);
    }
    int start = at;
    if (length < LONG_TEXT - TEXT) {
      packed[start++] = (byte) (TEXT + length);
    } else if (length <= LONGEST) {
      packed[start++] = (byte) LONG_TEXT;
      packed[start++] = (byte) (length >>> 8);
      packed[start++] = (byte) length;
    } else {
      throw new IllegalArgumentException(
          "an id has %d bytes, %d are allowed".formatted(length, LONGEST));
    }
    System.arraycopy(text, from, packed, start, length);
    return start + length;
  }

  private static boolean packUuid(byte[] text, int from, byte[] packed, int at) {
    packed[at] = UUID;
    int to = at + 1;
    for (int i = 0; i < UUID_LENGTH; ) {
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (text[from + i++] != '-') {
          return false;
        }
      }
      int high = NIBBLE[text[from + i++] & 0xFF];
      int low = NIBBLE[text[from + i++] & 0xFF];
      if ((high | low) < 0) {
        return false;
      }
      packed[to++] = (byte) (high << 4 | low);
    }
    return true;
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    if (from == to || text[from] == '0' && to - from > 1) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private static int packNumber(byte[] text, int from, int to, byte[] packed, int at) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text[i] - '0');
    }
    int bytes = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8);
    packed[at] = (byte) bytes;
    for (int i = bytes; i > 0; i--) {
      packed[at + i] = (byte) number;
      number >>>= 8;
    }
    return at + 1 + bytes;
  }

  /** How many bytes the packed id takes that begins here. */
  static int length(byte[] packed, int at) {
    int kind = packed[at] & 0xFF;
    if (kind == UUID) {
      return 1 + UUID_BYTES;
    }
    if (kind < TEXT) {
      return 1 + kind;
    }
    return kind < LONG_TEXT ? 1 + kind - TEXT : OVERHEAD + longLength(packed, at);
  }

  private static int longLength(byte[] packed, int at) {
    return (packed[at + 1] & 0xFF) << 8 | packed[at + 2] & 0xFF;
  }

  /** How many bytes its text takes at most. */
  static int longestText(int packedLength) {
    return Math.max(packedLength, UUID_LENGTH);
  }

  /**
   * Writes the text of the packed id that begins here.
   *
   * @param text has room for {@link #longestText}
   * @return where the text ends
   */
  static int unpack(byte[] packed, int at, byte[] text, int to) {
    int kind = packed[at] & 0xFF;
    if (kind == UUID) {
      return unpackUuid(packed, at + 1, text, to);
    }
    if (kind < TEXT) {
      return unpackNumber(packed, at + 1, kind, text, to);
    }
    boolean isLong = kind == LONG_TEXT;
    int length = isLong ? longLength(packed, at) : kind - TEXT;
    System.arraycopy(packed, at + (isLong ? OVERHEAD : 1), text, to, length);
    return to + length;
  }

  private static int unpackUuid(byte[] packed, int at, byte[] text, int start) {
    int to = start;
    for (int i = 0; i < UUID_BYTES; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text[to++] = '-';
      }
      SHORTS.set(text, to, PAIRS[packed[at + i] & 0xFF]);
      to += 2;
    }
    return to;
  }

  private static int unpackNumber(byte[] packed, int at, int bytes, byte[] text, int to) {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | packed[at + i] & 0xFF;
    }
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    for (int i = digits - 1; i >= 0; i--) {
      text[to + i] = (byte) ('0' + number % 10);
      number /= 10;
    }
    return to + digits;
  }
}
