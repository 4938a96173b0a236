package org.segmentcourier.delivery.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.segmentcourier.aws.Downloads;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.aws.Upload;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.RejectedUsers;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps the files of a delivery in S3 before it is decided, so that whoever follows the decision
 * has them.
 */
public final class Staging {

  private static final int HASH = 12;

  private final S3Client s3;
  private final String bucket;

  public Staging(S3Client s3, Settings settings) {
    this.s3 = s3;
    this.bucket = settings.text(Setting.DATA_BUCKET);
  }

  /**
   * Where a file is to be staged; two attempts with different content don't meet.
   *
   * @param built the folder that it is in
   */
  public Upload upload(SegmentJob job, Path built, PreparedFile file) {
    var folder = DeliveryRecords.folder(job.delivery()) + "staged/";
    return upload(job, folder, built, file.name(), file.sha256(), file.size());
  }

  /**
   * Where a file is kept that says who is not reached.
   *
   * @param built the folder that it is in
   */
  public Upload keep(SegmentJob job, Path built, RejectedUsers users) {
    var folder = "rejected/" + job.delivery() + "/";
    return upload(job, folder, built, users.name(), users.sha256(), users.size());
  }

  private Upload upload(
      SegmentJob job, String folder, Path built, String name, String sha256, long size) {
    return new Upload(
        bucket,
        List.of(folder + name, folder + sha256.substring(0, HASH) + "/" + name),
        built.resolve(sha256).toFile(),
        sha256,
        size,
        job.arn());
  }

  /**
   * The segment file for its branch: the one that was just built, or else the staged one.
   *
   * @param folder where it is, or is brought to
   * @throws IllegalStateException if the staged file is not the one that was committed
   */
  public SegmentFile fetch(Commit commit, PreparedFile file, Path folder) throws IOException {
    var path = folder.resolve(file.sha256());
    if (!Files.exists(path)) {
      download(file, path);
    }
    return new SegmentFile(
        commit.delivery(),
        commit.job(),
        file.branch(),
        file.destination(),
        file.query(),
        file.name(),
        file.alternative(),
        path.toFile(),
        file.sha256(),
        file.size(),
        file.endpoints());
  }

  private void download(PreparedFile file, Path path) throws IOException {
    var staged = new S3Location(bucket, file.staged());
    var found = Downloads.get(s3, staged, file.sha256(), path);
    if (!found.equals(file.sha256())) {
      throw new IllegalStateException(
          "%s is not the file that was committed: its SHA-256 is %s, not %s"
              .formatted(staged, found, file.sha256()));
    }
  }
}
