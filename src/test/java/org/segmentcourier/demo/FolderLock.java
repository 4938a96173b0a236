package org.segmentcourier.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a folder for one process as long as it lives: another that would empty it is refused first.
 */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a folder, which need not be there yet; the lock is a file beside it.
   *
   * @throws IOException another process has it
   */
  static FolderLock on(Path folder) throws IOException {
    Files.createDirectories(folder.toAbsolutePath().getParent());
    var lock = folder.resolveSibling(folder.getFileName() + ".lock");
    var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException(inUse(folder), e);
    }
    channel.close();
    throw new IOException(inUse(folder));
  }

  private static String inUse(Path folder) {
    return "%s is in use by another sandbox, which has to be stopped first".formatted(folder);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
