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

  static Key of(String id) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(id.getBytes(StandardCharsets.UTF_8));
      ByteBuffer buffer = ByteBuffer.wrap(digest);
      return new Key(buffer.getLong(), buffer.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
