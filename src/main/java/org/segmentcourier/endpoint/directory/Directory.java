package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.segmentcourier.aws.Downloads;
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
   * @throws BrokenSnapshot if there is none but a broken one
   */
  public synchronized Optional<Snapshot> newest() {
    long known = current == null ? 0 : current.number();
    try {
      var newest = snapshots.newest(known);
      if (newest.isPresent() && newest.get().number() > known) {
        change(newest.get());
      }
    } catch (BrokenSnapshot e) {
      if (current == null) {
        throw e;
      }
      LOG.error(
          "snapshot refused, the one before stays number={} reason=\"{}\"", known, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("a snapshot of the endpoint directory can't be opened", e);
    }
    return Optional.ofNullable(current);
  }

  private void change(SnapshotRecord newest) throws IOException {
    if (folder == null) {
      folder = work.open("snapshots");
    }
    var index = snapshots.fetch(newest.index(), folder);
    current = Snapshot.open(newest, index, () -> snapshots.fetch(newest.details(), folder));
    LOG.info(
        "directory changed snapshot={} users={} endpoints={}",
        newest.number(),
        newest.users(),
        newest.endpoints());
    dropAllBut(newest);
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
