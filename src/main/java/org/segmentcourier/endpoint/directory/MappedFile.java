package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that is read in place, of any size: one mapping reaches 2 GiB, so there are several, each
 * of which goes a little way into the next.
 */
final class MappedFile {

  /** A window has 1 GiB, which leaves room for the longest read. */
  static final int WINDOW_BITS = 30;

  private final MappedByteBuffer[] windows;
  private final int windowBits;

  /**
   * Maps a file.
   *
   * @param longest bytes that are read at once, up to 1 GiB
   * @param windowBits a window has 2 to the power of these bytes
   */
  MappedFile(Path path, int longest, int windowBits) throws IOException {
    this.windowBits = windowBits;
    long window = 1L << windowBits;
    try (var file = FileChannel.open(path)) {
      windows = new MappedByteBuffer[(int) ((file.size() + window - 1) >>> windowBits)];
      for (int i = 0; i < windows.length; i++) {
        long start = i * window;
        long length = Math.min(window + longest, file.size() - start);
        windows[i] = file.map(FileChannel.MapMode.READ_ONLY, start, length);
      }
    }
  }

  /** The eight bytes at a position, as a big-endian number. */
  long number(long position) {
    return window(position).getLong(offset(position));
  }

  /** Reads bytes from a position on. */
  void read(long position, byte[] bytes, int length) {
    window(position).get(offset(position), bytes, 0, length);
  }

  private MappedByteBuffer window(long position) {
    return windows[(int) (position >>> windowBits)];
  }

  private int offset(long position) {
    return (int) (position & (1L << windowBits) - 1);
  }
}
