package org.segmentcourier.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /** Until a process holds its lock, its folder looks as if it had been left. */
  private static final String STARTING = "segment-courier-starting-";

  private static final Pattern OURS_STARTING = Pattern.compile(STARTING + "\\d+");

  /** A process that has no lock after this has died before it had one. */
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
    var starting = Files.createTempDirectory(root, STARTING);
    channel = open(starting.resolve(LOCK));
    channel.lock();
    var number = starting.getFileName().toString().substring(STARTING.length());
    own = Files.move(starting, root.resolve(PREFIX + number), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  protected void doStop() throws IOException {
    drop(own); // while it is ours
    channel.close();
  }

  /**
   * A new folder for an attempt at something.
   *
   * @param name what it is for
   */
  public Path open(String name) throws IOException {
    return Files.createTempDirectory(own, name + "-");
  }

  /** Deletes all that is in a folder. */
  public void empty(Path folder) throws IOException {
    drop(folder);
    Files.createDirectory(folder);
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
    for (var process : folders(OURS)) {
      dropUnlessLocked(process);
    }
    for (var process : folders(OURS_STARTING)) {
      if (isOld(process)) {
        dropUnlessLocked(process);
        dropIfEmpty(process);
      }
    }
  }

  /** The root may be anybody's: nothing is touched but what a process of ours has made. */
  private List<Path> folders(Pattern name) throws IOException {
    try (var folders = Files.list(root)) {
      return folders
          .filter(folder -> name.matcher(folder.getFileName().toString()).matches())
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .toList();
    }
  }

  private void dropUnlessLocked(Path process) throws IOException {
    try (var lock = FileChannel.open(process.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock held = lock.tryLock()) {
      if (held != null) {
        LOG.info("leftovers of a stopped process are deleted folder={}", process);
        drop(process);
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("another one of this process works here folder={}", process);
    } catch (NoSuchFileException e) {
      LOG.debug("just stopped, not locked yet, or none of ours folder={}", process);
    }
  }

  private static void dropIfEmpty(Path process) throws IOException {
    try {
      Files.deleteIfExists(process);
    } catch (DirectoryNotEmptyException e) {
      LOG.debug("locked, or none of ours folder={}", process);
    }
  }

  private static boolean isOld(Path process) throws IOException {
    try {
      var made = Files.getLastModifiedTime(process).toInstant();
      return made.isBefore(Instant.now().minus(TIME_TO_LOCK));
    } catch (NoSuchFileException e) {
      return false; // it has its name by now
    }
  }

  private static FileChannel open(Path lock) throws IOException {
    return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
