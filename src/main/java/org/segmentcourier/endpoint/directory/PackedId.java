package org.segmentcourier.endpoint.directory;

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

  /** Eight characters are looked at, or made, at once: each is a byte of a number. */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long LOWER_HALVES = ONES * 0xF;
  private static final long UPPER_HALVES = ~LOWER_HALVES;
  private static final long ZEROS = ONES * '0';

  /** What has to be added to a digit's value so that those from ten on have a bit of their own. */
  private static final long SIX = ONES * 6;

  /** Between the character after '9' and 'a'. */
  private static final int GAP = 'a' - '9' - 1;

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
    if (text[from + 8] != '-'
        || text[from + 13] != '-'
        || text[from + 18] != '-'
        || text[from + 23] != '-') {
      return false;
    }
    long first = digits((long) LONGS.get(text, from));
    long second = digits(joined(text, from + 9, from + 14));
    long third = digits(joined(text, from + 19, from + 24));
    long fourth = digits((long) LONGS.get(text, from + 28));
    if ((first | second | third | fourth) < 0) {
      return false;
    }
    packed[at] = UUID;
    LONGS.set(packed, at + 1, first << Integer.SIZE | second);
    LONGS.set(packed, at + 1 + Long.BYTES, third << Integer.SIZE | fourth);
    return true;
  }

  private static long joined(byte[] text, int one, int other) {
    return (long) (int) INTS.get(text, one) << Integer.SIZE
        | (int) INTS.get(text, other) & 0xFFFF_FFFFL;
  }

  /**
   * The 32 bits that eight hexadecimal digits stand for.
   *
   * @return negative if one is no digit, or none that is written like this
   */
  private static long digits(long characters) {
    long values = (characters & LOWER_HALVES) + (characters >>> 6 & ONES) * 9;
    if ((values & UPPER_HALVES) != 0 || characters(values) != characters) {
      return -1;
    }
    long pairs = (values | values >>> 4) & 0x00FF00FF00FF00FFL;
    long fours = (pairs | pairs >>> 8) & 0x0000FFFF0000FFFFL;
    return (fours | fours >>> 16) & 0xFFFFFFFFL;
  }

  /** How eight values below 16 are written. */
  private static long characters(long values) {
    long letters = values + SIX >>> 4 & ONES;
    return values + ZEROS + letters * GAP;
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

  /** Whether it is a UUID or a number, so that its text has nothing but digits and hyphens. */
  static boolean isPlain(byte[] packed, int at) {
    return (packed[at] & 0xFF) < TEXT;
  }

  /** Compares the texts of two packed ids, as bytes. */
  static int compare(byte[] one, int at, byte[] other, int otherAt) {
    if (one[at] == UUID && other[otherAt] == UUID) {
      return Arrays.compareUnsigned(
          one, at, at + 1 + UUID_BYTES, other, otherAt, otherAt + 1 + UUID_BYTES);
    }
    return Arrays.compareUnsigned(text(one, at), text(other, otherAt));
  }

  private static byte[] text(byte[] packed, int at) {
    var text = new byte[longestText(length(packed, at))];
    return Arrays.copyOf(text, unpack(packed, at, text, 0));
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

  private static int unpackUuid(byte[] packed, int at, byte[] text, int to) {
    long upper = (long) LONGS.get(packed, at);
    long lower = (long) LONGS.get(packed, at + Long.BYTES);
    long second = spread(upper);
    long third = spread(lower >>> Integer.SIZE);
    LONGS.set(text, to, spread(upper >>> Integer.SIZE));
    text[to + 8] = '-';
    INTS.set(text, to + 9, (int) (second >>> Integer.SIZE));
    text[to + 13] = '-';
    INTS.set(text, to + 14, (int) second);
    text[to + 18] = '-';
    INTS.set(text, to + 19, (int) (third >>> Integer.SIZE));
    text[to + 23] = '-';
    INTS.set(text, to + 24, (int) third);
    LONGS.set(text, to + 28, spread(lower));
    return to + UUID_LENGTH;
  }

  /** The eight hexadecimal digits of the lower 32 bits. */
  private static long spread(long bits) {
    long fours = (bits & 0xFFFFFFFFL | bits << 16) & 0x0000FFFF0000FFFFL;
    long pairs = (fours | fours << 8) & 0x00FF00FF00FF00FFL;
    return characters((pairs | pairs << 4) & LOWER_HALVES);
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
