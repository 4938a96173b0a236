package org.segmentcourier.delivery.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.segmentcourier.aws.Downloads;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.aws.Upload;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.records.BuiltFile;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

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
   * Where a file is to be kept; two attempts with different content don't meet.
   *
   * @param built the folder that it is in
   */
  public Upload upload(SegmentJob job, Path built, BuiltFile file) {
    var folder = file.folder(job.delivery());
    return new Upload(
        bucket,
        List.of(
            folder + file.name(), folder + file.sha256().substring(0, HASH) + "/" + file.name()),
        built.resolve(file.sha256()).toFile(),
        file.sha256(),
        file.size(),
        job.arn());
  }

  /**
   * The segment file for its branch: the one that was just built, or else the staged one.
   *
   * @param folder where it is, or is brought to
   * @throws IllegalStateException if the staged file is not the one that was committed
   * @throws NotYet if it is not there: S3 may not show it yet, or it is there no longer
   */
  public SegmentFile fetch(Commit commit, PreparedFile file, Path folder) throws IOException {
    var path = folder.resolve(file.sha256());
    if (!Files.exists(path)) {
      download(commit, file, path);
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

  private void download(Commit commit, PreparedFile file, Path path) throws IOException {
    var staged = new S3Location(bucket, file.staged());
    String found;
    try {
      found = Downloads.get(s3, staged, file.sha256(), path);
    } catch (NoSuchKeyException e) {
      throw new NotYet(
          ("%s is not there, though the delivery was decided with it. If it was deleted (the bucket's"
                  + " lifecycle does so after a month), delete %s, too: the job is then delivered"
                  + " anew")
              .formatted(
                  staged, new S3Location(bucket, DeliveryRecords.folder(commit.delivery()))));
    }
    if (!found.equals(file.sha256())) {
      throw new IllegalStateException(
          "%s is not the file that was committed: its SHA-256 is %s, not %s"
              .formatted(staged, found, file.sha256()));
    }
  }
}
