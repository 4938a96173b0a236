package org.segmentcourier.delivery.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.delivery.order.Judgement;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.Manifest;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.notification.Refused;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Segment files that wait until somebody has looked, or until their branch is resumed, under {@code
 * held/<delivery>/} in the data bucket. What was decided first counts, and nothing can be decided
 * any more after a time.
 */
public final class HeldFiles {

  /** For so long a file can be released or dropped; then its bytes go. */
  public static final Duration PATIENCE = Duration.ofDays(30);

  /** Where they are. */
  public static final String PLACE = "held/";

  private final S3Client s3;
  private final String bucket;
  private final DeliveryRecords records;
  private final Staging staging;
  private final HeldNotices notices;
  private final Branches branches;
  private final Pauses pauses;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param s3 for the files
   * @param bucket where they are
   * @param patience for how long a branch is waited for
   */
  public HeldFiles(
      S3Client s3,
      String bucket,
      DeliveryRecords records,
      Staging staging,
      HeldNotices notices,
      Branches branches,
      Pauses pauses,
      Duration patience,
      Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.records = records;
    this.staging = staging;
    this.notices = notices;
    this.branches = branches;
    this.pauses = pauses;
    this.patience = patience;
    this.clock = clock;
  }

  /** Where a file waits. */
  public static String key(String delivery, String file) {
    return PLACE + delivery + "/" + file;
  }

  /** The delivery of an order. */
  public Commit commit(Order order) {
    var judgement = order.judgement();
    return Optional.ofNullable(records.find(judgement.delivery()))
        .orElseThrow(() -> refuse(order, "there is no delivery " + judgement.delivery()));
  }

  /**
   * Decides on a file as somebody wants it.
   *
   * @return the file
   * @throws Refused if it can't be decided so (any more)
   */
  public PreparedFile judge(Order order, Commit commit) {
    var wanted = order.judgement();
    var file =
        commit
            .find(wanted.file())
            .orElseThrow(() -> refuse(order, "the delivery has no such file"));
    var publication = records.publication(commit, file).orElse(null);
    if (publication == null) {
      throw refuse(order, "it is not published yet");
    }
    if (!publication.waits()) {
      throw refuse(order, "it is " + notices.word(publication.state()));
    }
    boolean dropped =
        records.judgement(commit, file).map(Judgement::verdict).equals(Optional.of(Verdict.DROP));
    if (!dropped && isDue(commit, file)) {
      refuseIfLapsed(order, commit);
      refuseWithoutBranch(order, file);
      refuseIfPaused(order, file);
    }
    var counts = records.judge(commit, file, wanted);
    if (counts.verdict() != wanted.verdict()) {
      throw refuse(
          order,
          counts.verdict() == Verdict.DROP ? "it was dropped before" : "it was released before");
    }
    return file;
  }

  private void refuseIfLapsed(Order order, Commit commit) {
    if (records.age(commit).compareTo(PATIENCE) > 0) {
      throw refuse(
          order,
          "it has lapsed: its delivery was decided more than %d days ago"
              .formatted(PATIENCE.toDays()));
    }
    if (!isThere(order.judgement())) {
      throw refuse(
          order,
          "%s is gone"
              .formatted(new S3Location(bucket, key(commit.delivery(), order.judgement().file()))));
    }
  }

  /** Before it counts as released: it could not be dropped any more. */
  private void refuseWithoutBranch(Order order, PreparedFile file) {
    if (order.judgement().verdict() == Verdict.RELEASE && !branches.has(file.branch())) {
      refuseRelease(order, file);
    }
  }

  private void refuseIfPaused(Order order, PreparedFile file) {
    if (order.judgement().verdict() == Verdict.RELEASE && pauses.isPaused(file.branch())) {
      throw refuse(
          order,
          "branch '%s' is paused; resume it, and then release the file once more"
              .formatted(file.branch()));
    }
  }

  /**
   * It was released, but nobody takes it.
   *
   * @throws NotYet if that was not so long ago: another container may have the branch
   * @throws Refused from then on
   */
  public void refuseRelease(Order order, PreparedFile file) {
    var time = order.judgement().time();
    if (time != null && clock.instant().isBefore(time.plus(patience))) {
      throw new NotYet(
          ("There is no branch '%s' here, which is to take %s; it is waited for until %s"
                  + " (delivery.branch.wait)")
              .formatted(file.branch(), file.name(), time.plus(patience)));
    }
    throw refuse(
        order,
        "there is no branch '%s' any more; add it again, and then release the file once more"
            .formatted(file.branch()));
  }

  /**
   * What is to be released of a delivery, since the pause that it waited for is over by now: who
   * ended it may not have seen it yet.
   */
  public List<Order> resumed(Manifest manifest) {
    var commit = manifest.commit();
    return manifest.files().stream()
        .filter(file -> file.publication().state() == Publication.State.PAUSED)
        .filter(file -> !pauses.isPaused(file.branch()))
        .filter(file -> records.judgement(commit, commit.file(file.name())).isEmpty())
        .map(file -> release(commit, file.name()))
        .toList();
  }

  private Order release(Commit commit, String file) {
    return Order.of(
        commit.job(), new Judgement(commit.delivery(), file, Verdict.RELEASE, clock.instant()));
  }

  private boolean isThere(Judgement judgement) {
    try {
      s3.headObject(head -> head.bucket(bucket).key(key(judgement.delivery(), judgement.file())));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  private Refused refuse(Order order, String reason) {
    return new Refused(notices.refused(order, reason));
  }

  /** Whether a file that was released has still to be handed to its branch. */
  public boolean isDue(Commit commit, PreparedFile file) {
    return records.release(commit, file).isEmpty();
  }

  /** The file, for its branch. */
  public SegmentFile fetch(Commit commit, PreparedFile file, Path folder) throws IOException {
    return staging.fetch(commit, file.keptAt(key(commit.delivery(), file.name())), folder);
  }

  /**
   * Remembers that the branch has done with the file.
   *
   * @param answer of the branch: where it put the file, if we know
   */
  public void released(Commit commit, PreparedFile file, Object answer) {
    records.released(commit, file, Publications.published(answer));
  }

  /** The bytes go: what was decided is known. */
  public void discard(Commit commit, PreparedFile file) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(key(commit.delivery(), file.name())));
  }
}
