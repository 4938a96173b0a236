package org.segmentcourier.segment;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * A number for a user's id, the same for ever: XXH3 (64 bits) of its UTF-8. Endpoint directories
 * are laid out by it.
 */
public final class UserHash {

  private static final Hasher64 XXH3 = Hashing.xxh3_64();

  private UserHash() {}

  /** Of the bytes from one place up to another. */
  public static long of(byte[] text, int from, int to) {
    return XXH3.hashBytesToLong(text, from, to - from);
  }
}
