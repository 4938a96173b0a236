package org.segmentcourier.delivery.exclusion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.delivery.order.Undeliverable;
import org.segmentcourier.work.WorkFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The files under {@code suppressions/} in the data bucket: who they name is not reached. All of
 * them count, each in its newest version.
 */
public final class Suppressions {

  private static final Logger LOG = LoggerFactory.getLogger(Suppressions.class);

  private static final String PLACE = "suppressions/";
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;
  private final WorkFolder work;
  private SuppressionList newest = SuppressionList.EMPTY;

  /**
   * @param s3 reads files
   * @param bucket where they are
   * @param work for what they say, outside the heap
   */
  public Suppressions(S3Client s3, String bucket, WorkFolder work) {
    this.s3 = s3;
    this.bucket = bucket;
    this.work = work;
  }

  /**
   * The list as it is now. It is read again only if a file has changed.
   *
   * @throws Undeliverable if a file can't be read: somebody would be reached who must not be
   * @throws NotYet if a file changes while it is read
   */
  public synchronized SuppressionList now() {
    var files = list();
    if (!files.equals(newest.files())) {
      newest = read(files);
      LOG.info("suppressions changed files={}", files.size());
    }
    return newest;
  }

  private List<SuppressionFile> list() {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(PLACE))
        .contents()
        .stream()
        .filter(object -> !object.key().endsWith("/")) // a folder, as S3's console makes it
        .map(object -> new SuppressionFile(object.key(), object.eTag().replace("\"", "")))
        .toList();
  }

  private SuppressionList read(List<SuppressionFile> files) {
    if (files.isEmpty()) {
      return SuppressionList.EMPTY;
    }
    try {
      var folder = work.open("suppressions");
      try {
        var reader = new SuppressionReader(new TextSet(folder), new TextSet(folder));
        for (var file : files) {
          read(file, reader);
        }
        return reader.list(files);
      } finally {
        work.drop(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("suppression lists can't be kept in work.folder", e);
    }
  }

  private void read(SuppressionFile file, SuppressionReader reader) {
    try {
      // The call's time limit counts for what is done in the call only: so all is.
      var trouble =
          s3.getObject(
              request -> request.bucket(bucket).key(file.key()).ifMatch('"' + file.etag() + '"'),
              (about, in) -> trouble(file, in, reader));
      if (trouble.isPresent()) {
        throw unreadable(file, trouble.get());
      }
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
        throw new NotYet("s3://%s/%s changes while it is read".formatted(bucket, file.key()));
      }
      throw e;
    }
  }

  private static Optional<SuppressionReader.Unreadable> trouble(
      SuppressionFile file, InputStream in, SuppressionReader reader) throws IOException {
    try {
      reader.read(file.key(), in);
      return Optional.empty();
    } catch (SuppressionReader.Unreadable e) {
      return Optional.of(e);
    }
  }

  private Undeliverable unreadable(SuppressionFile file, SuppressionReader.Unreadable trouble) {
    return new Undeliverable(
        ("The suppression list s3://%s/%s can't be read: %s. Nothing is delivered without it, since"
                + " somebody would be reached who must not be")
            .formatted(bucket, file.key(), trouble.getMessage()),
        trouble);
  }
}
