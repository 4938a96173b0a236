package org.segmentcourier.delivery.publish;

import java.time.Duration;
import java.util.List;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Placement;
import org.segmentcourier.aws.Upload;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.branch.Destinations;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Publishes segment files, and remembers which are done. */
public final class Publications {

  private final DeliveryRecords records;
  private final String dataBucket;
  private final String importBucket;
  private final Duration patience;
  private final Pauses pauses;
  private final Branches branches;

  public Publications(
      DeliveryRecords records, Pauses pauses, Branches branches, Settings settings) {
    this.records = records;
    this.pauses = pauses;
    this.branches = branches;
    this.dataBucket = settings.text(Setting.DATA_BUCKET);
    this.importBucket = settings.text(Setting.IMPORT_BUCKET);
    this.patience = settings.duration(Setting.DELIVERY_BRANCH_WAIT);
  }

  /** Whether the file has still to be handed to its branch. */
  public boolean isDue(Commit commit, PreparedFile file) {
    return records.publication(commit, file).isEmpty();
  }

  /**
   * As what a file waits that is to be published: {@link Publication.State#HELD} or {@link
   * Publication.State#PAUSED}; null if it need not wait.
   */
  public Publication.State waitsAs(PreparedFile file) {
    if (!file.held().isEmpty()) {
      return Publication.State.HELD;
    }
    return pauses.isPaused(file.branch()) ? Publication.State.PAUSED : null;
  }

  /** Where a file waits: the bytes of what nobody has decided on go after a time. */
  public Upload hold(SegmentFile file) {
    return new Upload(
        dataBucket,
        List.of(HeldFiles.key(file.delivery(), file.name())),
        file.file(),
        file.sha256(),
        file.size(),
        file.job());
  }

  /** Remembers that the file waits. */
  public void waits(Commit commit, PreparedFile file, Placement where, Publication.State as) {
    records.published(commit, file, new Publication(as, location(where)));
  }

  /**
   * Where a destination of ours takes the file from: that of the branch as it is now, which may
   * have been changed since the delivery was decided.
   *
   * @throws IllegalStateException if the branch has said that it doesn't publish
   */
  public Upload upload(SegmentFile file) {
    var destination =
        branches.find(file.branch()).map(Branch::destination).orElse(file.destination());
    if (destination.equals(Destinations.OWN)) {
      throw new IllegalStateException(
          "branch '%s' publishes its files, so that its destination can't be '%s'"
              .formatted(file.branch(), Destinations.OWN));
    }
    var folder = destination + "/";
    return new Upload(
        importBucket,
        List.of(folder + file.name(), folder + file.alternative()),
        file.file(),
        file.sha256(),
        file.size(),
        file.job());
  }

  /**
   * Remembers that a branch has done with the file.
   *
   * @param answer of the branch: where it put the file, if we know
   */
  public void done(Commit commit, PreparedFile file, Object answer) {
    records.published(commit, file, published(answer));
  }

  static Publication published(Object answer) {
    var where = answer instanceof Placement placed ? location(placed) : "";
    return new Publication(Publication.State.PUBLISHED, where);
  }

  private static String location(Placement placed) {
    return "s3://" + placed.bucket() + "/" + placed.key();
  }

  /**
   * Remembers that the file's branch is gone, so that nobody takes it.
   *
   * @throws NotYet if it has not been missed for long: while containers are replaced, another one
   *     may have a branch that this one doesn't have, and an operator may be about to put its file
   */
  public void withdraw(Commit commit, PreparedFile file) {
    var missed = records.missed(commit, file);
    if (missed.compareTo(patience) < 0) {
      throw new NotYet(
          ("There is no branch '%s' here, which is to take %s; it is waited for until it has been"
                  + " missed for %d s, not %d s (delivery.branch.wait)")
              .formatted(file.branch(), file.name(), patience.toSeconds(), missed.toSeconds()));
    }
    records.published(commit, file, new Publication(Publication.State.WITHDRAWN, ""));
  }
}
