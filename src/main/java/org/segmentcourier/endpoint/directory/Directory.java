package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private final Snapshots snapshots;
  private final WorkFolder work;

  /** Of this process, for files of snapshots; null before the first. */
  private Path folder;

  /** The newest that could be opened; null before the first. */
  private Snapshot current;

  /** What was said of those that could not. */
  private final Set<String> complaints = new HashSet<>();

  /**
   * @param work where files of snapshots are kept as long as this process lives
   */
  public Directory(Snapshots snapshots, WorkFolder work) {
    this.snapshots = snapshots;
    this.work = work;
  }

  /**
   * The newest snapshot. One that is broken is left alone, and the one before stays.
   *
   * @return empty if there is none yet
   * @throws BrokenSnapshot if there are only broken ones
   * @throws NotYet if a file of the only one is not there: S3 may not show it yet
   */
  public synchronized Optional<Snapshot> newest() {
    RuntimeException trouble = null;
    long known = current == null ? 0 : current.number();
    for (long number : Snapshots.back(snapshots.last())) {
      if (number <= known) {
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

  /** Once, though it is looked at again whenever somebody asks: it may have been mended. */
  private void complain(long number, RuntimeException trouble) {
    if (complaints.add(trouble.getMessage())) {
      LOG.error("snapshot refused number={} reason=\"{}\"", number, trouble.getMessage());
    }
  }

  private void change(SnapshotRecord newest) throws IOException {
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
