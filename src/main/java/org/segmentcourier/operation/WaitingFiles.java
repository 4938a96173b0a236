package org.segmentcourier.operation;

import java.time.Clock;
import java.util.List;
import org.apache.camel.spi.Registry;
import org.segmentcourier.aws.Records;
import org.segmentcourier.delivery.order.Judgement;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.publish.HeldFiles;
import org.segmentcourier.delivery.publish.HeldNotices;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Segment files that wait until somebody has looked, as an operator sees them. */
final class WaitingFiles {

  /** {@code held/<delivery>/<file>}. */
  private static final int PARTS_OF_KEY = 3;

  private final S3Client s3;
  private final String bucket;
  private final Clock clock;
  private final DeliveryRecords records;

  /**
   * @param bucket where they are
   * @param clock that of this machine: the days that are left are for people
   */
  WaitingFiles(S3Client s3, String bucket, Clock clock) {
    this.s3 = s3;
    this.bucket = bucket;
    this.clock = clock;
    this.records = new DeliveryRecords(new Records(s3, bucket), clock);
  }

  /** With the clients and settings of this process. */
  static WaitingFiles of(Registry beans) {
    return new WaitingFiles(
        beans.lookupByNameAndType("s3", S3Client.class),
        beans.lookupByNameAndType("settings", Settings.class).text(Setting.DATA_BUCKET),
        Clock.systemUTC());
  }

  /**
   * A file that waits.
   *
   * @param delivery id
   * @param file its name
   * @param branch that is to take it; empty if that is not known
   * @param isPaused whether it only waits until its branch is resumed
   * @param reason why it waits
   * @param daysLeft in which it can be released
   */
  record Waiting(
      String delivery,
      String file,
      String branch,
      boolean isPaused,
      String reason,
      long daysLeft) {}

  /** All that wait, by delivery and name. */
  List<Waiting> list() {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(HeldFiles.PLACE))
        .contents()
        .stream()
        .filter(object -> object.key().split("/").length == PARTS_OF_KEY)
        .map(this::waiting)
        .toList();
  }

  private Waiting waiting(S3Object object) {
    var parts = object.key().split("/");
    var commit = records.find(parts[1]);
    if (commit == null) {
      return new Waiting(parts[1], parts[2], "", false, "its delivery is not known", 0);
    }
    long daysLeft = Math.max(0, HeldFiles.PATIENCE.minus(records.age(commit)).toDays());
    return commit
        .find(parts[2])
        .map(file -> waiting(parts[1], file, daysLeft))
        .orElseGet(
            () ->
                new Waiting(
                    parts[1], parts[2], "", false, "its delivery has no such file", daysLeft));
  }

  private static Waiting waiting(String delivery, PreparedFile file, long daysLeft) {
    return new Waiting(
        delivery,
        file.name(),
        file.branch(),
        file.held().isEmpty(),
        HeldNotices.reason(file),
        daysLeft);
  }

  /**
   * The order to do what was decided on a file.
   *
   * @throws IllegalArgumentException if there is no such delivery, or it has not held such a file
   */
  Order judge(String delivery, String file, Verdict verdict) {
    var commit = records.find(delivery);
    if (commit == null) {
      throw new IllegalArgumentException("there is no delivery %s".formatted(delivery));
    }
    var found = commit.find(file).flatMap(known -> records.publication(commit, known));
    if (found.filter(Publication::waits).isEmpty()) {
      throw new IllegalArgumentException(
          "delivery %s has held no file %s".formatted(delivery, file));
    }
    return Order.of(commit.job(), new Judgement(delivery, file, verdict, clock.instant()));
  }
}
