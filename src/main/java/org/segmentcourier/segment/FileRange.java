package org.segmentcourier.segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a part of a file, as a stream with a file handle of its own. */
final class FileRange extends InputStream {

  private final FileChannel channel;
  private long left;

  FileRange(Path file, long start, long length) throws IOException {
    channel = FileChannel.open(file);
    channel.position(start);
    left = length;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int read = channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)));
    left -= Math.max(read, 0);
    return read;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
