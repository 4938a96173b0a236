package org.segmentcourier.endpoint.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.endpoint.directory.Snapshots;

/** Shows the newest snapshot, and has the directory looked at. */
final class WatchedDirectory implements DirectoryMXBean {

  private final Snapshots snapshots;
  private final Consumer<Refresh> queue;
  private final Clock clock;

  /**
   * @param queue sends ticks to the queue of refreshes
   * @param clock that of AWS
   */
  WatchedDirectory(Snapshots snapshots, Consumer<Refresh> queue, Clock clock) {
    this.snapshots = snapshots;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public SnapshotState getSnapshot() {
    var record = snapshots.newest().record();
    return record == null ? null : state(record, snapshots.made().orElse(clock.instant()));
  }

  private SnapshotState state(SnapshotRecord record, Instant made) {
    return new SnapshotState(
        record.number(),
        made.toString(),
        Duration.between(made, clock.instant()).toSeconds(),
        record.users(),
        record.endpoints(),
        record.made(),
        record.repeated(),
        record.rejected(),
        record.rejects().key(),
        record.files().stream().map(SnapshotRecord.Source::location).toList());
  }

  @Override
  public String refresh() {
    queue.accept(Refresh.wanted());
    return "ordered; if there is anything new, the next snapshot is shown here in a while";
  }
}
