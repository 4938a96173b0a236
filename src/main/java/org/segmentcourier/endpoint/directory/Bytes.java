package org.segmentcourier.endpoint.directory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are read or written one after the other. */
final class Bytes {

  private static final int SEVEN_BITS = 0x7F;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int position;

  Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the next byte is read or written. */
  int position() {
    return position;
  }

  void goTo(int position) {
    this.position = position;
  }

  int next() {
    return bytes[position++] & 0xFF;
  }

  /** Eight bytes, the highest first. */
  long nextLong() {
    long next = (long) LONGS.get(bytes, position);
    position += Long.BYTES;
    return next;
  }

  /** A number, seven bits per byte, the lowest first. */
  int number() {
    int number = 0;
    for (int shift = 0; ; shift += 7) {
      int next = bytes[position++];
      number |= (next & SEVEN_BITS) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  /** Makes room for so many bytes to be written. */
  Bytes room(int more) {
    if (position + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, (position + more) * 2);
    }
    return this;
  }

  void put(int next) {
    room(1);
    bytes[position++] = (byte) next;
  }

  void putLong(long next) {
    room(Long.BYTES);
    LONGS.set(bytes, position, next);
    position += Long.BYTES;
  }

  void put(byte[] other, int from, int length) {
    room(length);
    System.arraycopy(other, from, bytes, position, length);
    position += length;
  }

  void putNumber(int number) {
    room(Integer.BYTES + 1);
    int rest = number;
    while (rest > SEVEN_BITS) {
      bytes[position++] = (byte) (rest | ~SEVEN_BITS);
      rest >>>= 7;
    }
    bytes[position++] = (byte) rest;
  }

  /** Packs an id. */
  void putId(byte[] text, int from, int to) {
    room(to - from + PackedId.OVERHEAD);
    position = PackedId.pack(text, from, to, bytes, position);
  }
}
