package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.segmentcourier.aws.Downloads;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.work.WorkFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint directory: its newest snapshot, brought to the disk when it is asked for. Builds
 * that have begun with an older one go on with it.
 */
public final class Directory {

  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

  /** Far longer than S3 takes to show anything. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Snapshots snapshots;
  private final WorkFolder work;
  private final Clock clock;
  private final Duration patience;

  /** Of this process, for files of snapshots; null before the first. */
  private Path folder;

  /** The newest that could be opened; null before the first. */
  private Snapshot current;

  /** Since when S3 does not show the current one; null while it does. */
  private Instant missedSince;

  /** What was said of those that could not. */
  private final Set<String> complaints = new HashSet<>();

  /**
   * @param work where files of snapshots are kept as long as this process lives
   */
  public Directory(Snapshots snapshots, WorkFolder work) {
    this(snapshots, work, Clock.systemUTC(), PATIENCE);
  }

  /**
   * @param patience for how long a snapshot whose record is not shown is not taken for deleted
   */
  Directory(Snapshots snapshots, WorkFolder work, Clock clock, Duration patience) {
    this.snapshots = snapshots;
    this.work = work;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * The newest snapshot. One that is broken is left alone, and the one before stays. So does one
   * whose record is gone, for a moment: S3 may not show it. Then somebody has deleted it, and what
   * there is counts.
   *
   * @return empty if there is none yet
   * @throws BrokenSnapshot if there are only broken ones
   * @throws NotYet if a file of the only one is not there: S3 may not show it yet
   */
  public synchronized Optional<Snapshot> newest() {
    RuntimeException trouble = null;
    long last = snapshots.last();
    long least = leastNumber(last);
    for (long number : Snapshots.back(last)) {
      if (number < least) {
        break;
      }
      try {
        var record = snapshots.read(number);
        if (record.isPresent()) {
          change(record.get());
          return Optional.of(current);
        }
      } catch (BrokenSnapshot | NotYet e) {
        trouble = trouble == null ? e : trouble;
        complain(number, e);
      } catch (IOException e) {
        throw new UncheckedIOException("a snapshot of the endpoint directory can't be opened", e);
      }
    }
    if (current == null && trouble != null) {
      throw trouble;
    }
    return Optional.ofNullable(current);
  }

  /** Older ones than the current one are of no interest, unless it is gone for long enough. */
  private long leastNumber(long last) {
    if (current == null || last >= current.number()) {
      missedSince = null;
      return current == null ? 1 : current.number();
    }
    var now = clock.instant();
    missedSince = missedSince == null ? now : missedSince;
    return Duration.between(missedSince, now).compareTo(patience) < 0 ? current.number() : 1;
  }

  /** Once, though it is looked at again whenever somebody asks: it may have been mended. */
  private void complain(long number, RuntimeException trouble) {
    if (complaints.add(trouble.getMessage())) {
      LOG.error("snapshot refused number={} reason=\"{}\"", number, trouble.getMessage());
    }
  }

  /**
   * A number may be given again, after its record was deleted: what counts is what stands there.
   */
  private void change(SnapshotRecord newest) throws IOException {
    if (current != null && current.isOf(newest)) {
      return;
    }
    if (folder == null) {
      folder = work.open("snapshots");
    }
    var index = snapshots.fetch(newest.index(), folder);
    current = open(newest, index);
    LOG.info(
        "directory changed snapshot={} users={} endpoints={}",
        newest.number(),
        newest.users(),
        newest.endpoints());
    dropAllBut(newest);
    // What is mapped takes room on the disk until a collection finds that nobody reads it.
    System.gc();
  }

  private Snapshot open(SnapshotRecord newest, Path index) throws IOException {
    try {
      return Snapshot.open(newest, index, snapshots, folder);
    } catch (BrokenSnapshot e) {
      Files.delete(index);
      throw e;
    }
  }

  /** Builds that read an older one go on: what is mapped stays until nobody reads it. */
  private void dropAllBut(SnapshotRecord newest) throws IOException {
    var kept = Set.of(newest.index().sha256(), newest.details().sha256());
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString();
        if (!kept.contains(name) && !name.endsWith(Downloads.UNFINISHED)) {
          Files.delete(file);
        }
      }
    }
  }
}
