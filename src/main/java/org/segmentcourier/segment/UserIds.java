package org.segmentcourier.segment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Ids of users as they are collected: one is offered at a time, and kept or not. */
final class UserIds {

  /** UTF-8 has at most so many bytes for one {@code char}. */
  private static final int LONGEST_CHARACTER = 3;

  private static final int ASCII = 0x80;
  private static final int USUAL_LENGTH = 40;

  private byte[] text;
  private int[] ends;
  private long[] hashes;
  private int size;
  private int kept;
  private int offered;
  private long hash;

  /**
   * @param expected how many users there will be, about
   */
  UserIds(int expected) {
    text = new byte[expected * USUAL_LENGTH];
    ends = new int[expected];
    hashes = new long[expected];
  }

  /**
   * Offers an id: it lies behind those kept until the next one is offered.
   *
   * @return false if it has half a character, and can't be offered: written as UTF-8 that becomes a
   *     question mark, and so perhaps the id of somebody else
   */
  boolean offer(char[] characters, int from, int length) {
    if (text.length - kept < length * LONGEST_CHARACTER) {
      text = Arrays.copyOf(text, text.length * 2 + length * LONGEST_CHARACTER);
    }
    offered = kept;
    for (int i = 0; i < length; i++) {
      char character = characters[from + i];
      if (character >= ASCII) {
        var id = new String(characters, from, length);
        if (!Text.isWhole(id)) {
          return false;
        }
        offered = encode(id);
        break;
      }
      text[offered++] = (byte) character;
    }
    hash = UserHash.of(text, kept, offered);
    return true;
  }

  private int encode(String id) {
    var bytes = id.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, text, kept, bytes.length);
    return kept + bytes.length;
  }

  /** Whether what was offered is what these bytes are. */
  boolean isOffered(byte[] other, int from, int to) {
    return Arrays.equals(text, kept, offered, other, from, to);
  }

  /** Whether JSON spells what was offered as it is: without quotes and backslashes. */
  boolean isPlain() {
    for (int i = kept; i < offered; i++) {
      if (text[i] == '"' || text[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  long offeredHash() {
    return hash;
  }

  int offeredLength() {
    return offered - kept;
  }

  /** Keeps what was offered. */
  void keep() {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size * 2 + 1);
      hashes = Arrays.copyOf(hashes, size * 2 + 1);
    }
    ends[size] = offered;
    hashes[size++] = hash;
    kept = offered;
  }

  int size() {
    return size;
  }

  byte[] text() {
    return Arrays.copyOf(text, kept);
  }

  int[] ends() {
    return Arrays.copyOf(ends, size);
  }

  long[] hashes() {
    return Arrays.copyOf(hashes, size);
  }
}
