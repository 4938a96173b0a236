package org.segmentcourier.sandbox.pinpoint;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How a {@link Key} lies in the store: 16 bytes. */
final class KeyType extends BasicDataType<Key> {

  static final KeyType INSTANCE = new KeyType();

  private KeyType() {}

  @Override
  public int getMemory(Key key) {
    return 32;
  }

  @Override
  public void write(WriteBuffer buffer, Key key) {
    buffer.putLong(key.high()).putLong(key.low());
  }

  @Override
  public Key read(ByteBuffer buffer) {
    return new Key(buffer.getLong(), buffer.getLong());
  }

  @Override
  public Key[] createStorage(int size) {
    return new Key[size];
  }

  @Override
  public int compare(Key a, Key b) {
    return a.compareTo(b);
  }
}
