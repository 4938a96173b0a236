package org.segmentcourier.delivery.exclusion;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.segmentcourier.segment.UserHash;

/**
 * A set of texts, outside the heap: of each there are two hashes of 64 bits, so that to take one
 * text for another is as likely as to guess a UUID. A million texts take 32 MB at most.
 */
final class TextSet {

  /** The other hash than {@link UserHash}. */
  private static final Hasher64 WYHASH = Hashing.wyhashFinal4();

  private static final int FIRST_BITS = 12;
  private static final int MOST_BITS = 26;
  private static final int LONGS = 2;

  private final Path folder;

  /** A hash table of 2^bits slots of two hashes; the second is never 0 where there is a text. */
  private LongBuffer slots;

  private int bits = FIRST_BITS;
  private int size;

  /**
   * @param folder for a file that has no name any more once it is there
   */
  TextSet(Path folder) throws IOException {
    this.folder = folder;
    this.slots = table(bits);
  }

  private LongBuffer table(int bits) throws IOException {
    var file = Files.createTempFile(folder, "texts-", "");
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      return channel.map(MapMode.READ_WRITE, 0, (long) LONGS * Long.BYTES << bits).asLongBuffer();
    }
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /**
   * @throws IOException if there is no room for more
   */
  void add(byte[] text) throws IOException {
    add(UserHash.of(text, 0, text.length), second(text, 0, text.length));
  }

  private void add(long first, long second) throws IOException {
    int at = place(first, second);
    if (slots.get(at + 1) != 0) {
      return;
    }
    slots.put(at, first);
    slots.put(at + 1, second);
    size++;
    if (size > (1 << bits) / 10 * 6) {
      grow();
    }
  }

  /** Whether it has the text from one place up to another. */
  boolean has(byte[] text, int from, int to) {
    return has(UserHash.of(text, from, to), text, from, to);
  }

  /**
   * The same.
   *
   * @param hash {@link UserHash} of the text
   */
  boolean has(long hash, byte[] text, int from, int to) {
    int mask = (1 << bits) - 1;
    for (int slot = slot(hash); slots.get(LONGS * slot + 1) != 0; slot = slot + 1 & mask) {
      if (slots.get(LONGS * slot) == hash
          && slots.get(LONGS * slot + 1) == second(text, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Where they are, or where they belong. */
  private int place(long first, long second) {
    int mask = (1 << bits) - 1;
    int slot = slot(first);
    while (slots.get(LONGS * slot + 1) != 0
        && (slots.get(LONGS * slot) != first || slots.get(LONGS * slot + 1) != second)) {
      slot = slot + 1 & mask;
    }
    return LONGS * slot;
  }

  private int slot(long hash) {
    return (int) (hash >>> Long.SIZE - bits);
  }

  private static long second(byte[] text, int from, int to) {
    return WYHASH.hashBytesToLong(text, from, to - from) | 1;
  }

  private void grow() throws IOException {
    if (bits == MOST_BITS) {
      throw new IOException("there are more than %,d texts".formatted(size));
    }
    var before = slots;
    slots = table(++bits);
    size = 0;
    for (int at = 0; at < before.limit(); at += LONGS) {
      if (before.get(at + 1) != 0) {
        add(before.get(at), before.get(at + 1));
      }
    }
  }
}
