package org.segmentcourier.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files are made: a folder for this process, with one for each attempt at something. While
 * the process lives it holds a lock in its folder; so at start, what a crashed one has left can be
 * told from what another one is working on, and is deleted.
 */
public final class WorkFolder extends ServiceSupport {

  private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

  private static final String LOCK = "lock";

  private static final String PREFIX = "segment-courier-process-";
  private static final Pattern OURS = Pattern.compile(PREFIX + "\\d+");

  /** A process that has no lock in its folder after this has died before it made one. */
  private static final Duration TIME_TO_LOCK = Duration.ofMinutes(1);

  private final Path root;
  private Path own;
  private FileChannel channel;

  public WorkFolder(Path root) {
    this.root = root;
  }

  @Override
  protected void doStart() throws IOException {
    Files.createDirectories(root);
    dropLeftovers();
    own = Files.createTempDirectory(root, PREFIX);
    channel = open(own.resolve(LOCK));
    channel.lock();
  }

  @Override
  protected void doStop() throws IOException {
    channel.close();
    drop(own);
  }

  /**
   * A new folder for an attempt at something.
   *
   * @param name what it is for
   */
  public Path open(String name) throws IOException {
    return Files.createTempDirectory(own, name + "-");
  }

  /** Deletes a folder and all that is in it. */
  public void drop(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("nothing to delete folder={}", folder);
    }
  }

  private void dropLeftovers() throws IOException {
    List<Path> processes;
    try (var folders = Files.list(root)) {
      processes = folders.filter(WorkFolder::isOurs).toList();
    }
    for (var process : processes) {
      if (isAbandoned(process)) {
        LOG.info("leftovers of a stopped process are deleted folder={}", process);
        drop(process);
      }
    }
  }

  /** The root may be anybody's: nothing is touched but what a process of ours has made. */
  private static boolean isOurs(Path folder) {
    return OURS.matcher(folder.getFileName().toString()).matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isAbandoned(Path process) throws IOException {
    var lock = process.resolve(LOCK);
    if (!Files.exists(lock)) {
      return isOldAndEmpty(process); // else another process is just making it
    }
    try (var channel = open(lock);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false; // another one of this process
    }
  }

  private static boolean isOldAndEmpty(Path process) throws IOException {
    var made = Files.getLastModifiedTime(process).toInstant();
    try (var content = Files.list(process)) {
      return made.isBefore(Instant.now().minus(TIME_TO_LOCK)) && content.findAny().isEmpty();
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
