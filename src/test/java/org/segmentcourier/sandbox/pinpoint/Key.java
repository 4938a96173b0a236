package org.segmentcourier.sandbox.pinpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;

/**
 * The fixed-size stand-in for an endpoint id or a user id in the indexes: 128 bits, so that two ids
 * never meet by chance, and ten million of them fit in a small store whatever their length.
 */
record Key(long high, long low) implements Comparable<Key> {

  private static final Comparator<Key> ORDER =
      Comparator.comparingLong(Key::high).thenComparingLong(Key::low);

  /** One for each thread, since looking up the algorithm takes longer than the digest. */
  private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(Key::md5);

  static Key of(String id) {
    ByteBuffer digest = ByteBuffer.wrap(MD5.get().digest(id.getBytes(StandardCharsets.UTF_8)));
    return new Key(digest.getLong(), digest.getLong());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
