package org.segmentcourier.segment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Ids of users as they are collected from a line: in UTF-8, one after the other. */
final class UserIds {

  /** UTF-8 has at most so many bytes for one {@code char}. */
  private static final int LONGEST_CHARACTER = 3;

  private static final int ASCII = 0x80;
  private static final int USUAL_LENGTH = 40;

  private byte[] text;
  private int[] ends;
  private long[] hashes;
  private long[] offsets;
  private int size;

  /**
   * @param expected how many users there will be, about
   */
  UserIds(int expected) {
    text = new byte[expected * USUAL_LENGTH];
    ends = new int[expected];
    hashes = new long[expected];
    offsets = new long[expected];
  }

  /**
   * Adds an id.
   *
   * @param offset where it starts in the line
   * @return false if it has half a character, and is not added: written as UTF-8 that becomes a
   *     question mark, and so perhaps the id of somebody else
   */
  boolean add(char[] characters, int from, int length, long offset) {
    makeRoom(length);
    int start = start(size);
    int at = start;
    for (int i = 0; i < length; i++) {
      char character = characters[from + i];
      if (character >= ASCII) {
        var id = new String(characters, from, length);
        if (!Text.isWhole(id)) {
          return false;
        }
        var bytes = id.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, text, start, bytes.length);
        at = start + bytes.length;
        break;
      }
      text[at++] = (byte) character;
    }
    ends[size] = at;
    hashes[size] = UserHash.of(text, start, at);
    offsets[size++] = offset;
    return true;
  }

  private void makeRoom(int characters) {
    int needed = start(size) + characters * LONGEST_CHARACTER;
    if (needed > text.length) {
      text = Arrays.copyOf(text, needed * 2);
    }
    if (size == ends.length) {
      int more = size * 2 + 1;
      ends = Arrays.copyOf(ends, more);
      hashes = Arrays.copyOf(hashes, more);
      offsets = Arrays.copyOf(offsets, more);
    }
  }

  /** Keeps those that are wanted, in their order; each is asked for once, one after the other. */
  void retain(IntPredicate wanted) {
    int kept = 0;
    for (int user = 0, start = 0; user < size; user++) {
      int end = ends[user];
      if (wanted.test(user)) {
        int to = start(kept);
        System.arraycopy(text, start, text, to, end - start);
        ends[kept] = to + end - start;
        hashes[kept] = hashes[user];
        offsets[kept++] = offsets[user];
      }
      start = end;
    }
    size = kept;
  }

  int size() {
    return size;
  }

  long hash(int user) {
    return hashes[user];
  }

  /** Where the id starts in the line. */
  long offset(int user) {
    return offsets[user];
  }

  /** Bytes of the id. */
  int length(int user) {
    return ends[user] - start(user);
  }

  /** Whether the id is what these bytes are. */
  boolean is(int user, byte[] other, int from, int to) {
    return Arrays.equals(text, start(user), ends[user], other, from, to);
  }

  /** Whether JSON spells the id as it is: without quotes and backslashes. */
  boolean isPlain(int user) {
    for (int i = start(user); i < ends[user]; i++) {
      if (text[i] == '"' || text[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  private int start(int user) {
    return user == 0 ? 0 : ends[user - 1];
  }

  byte[] text() {
    return Arrays.copyOf(text, start(size));
  }

  int[] ends() {
    return Arrays.copyOf(ends, size);
  }

  long[] hashes() {
    return Arrays.copyOf(hashes, size);
  }
}
