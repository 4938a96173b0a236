package org.segmentcourier.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.segmentcourier.aws.S3Clock;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One look at folders of a bucket, level by level: what jobs have written below a folder is never
 * walked through. Each folder is asked for once.
 */
final class Listing {

  private final S3Client s3;
  private final String bucket;
  private final Map<String, Level> levels = new HashMap<>();

  /** S3's clock at the first answer. */
  private Instant now;

  /** What a folder has directly in it: objects, and folders with a slash at their end. */
  private record Level(List<TrainingFile> files, Set<String> folders) {}

  Listing(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** The objects directly in a folder. */
  List<TrainingFile> files(String folder) {
    return level(folder).files();
  }

  /** The folders directly in a folder. */
  Set<String> folders(String folder) {
    return level(folder).folders();
  }

  /** S3's clock when the first folder was listed. */
  Instant now() {
    return now;
  }

  private Level level(String folder) {
    return levels.computeIfAbsent(folder, this::list);
  }

  private Level list(String folder) {
    var level = new Level(new ArrayList<>(), new LinkedHashSet<>());
    String token = null;
    do {
      var page =
          s3.listObjectsV2(
              ListObjectsV2Request.builder()
                  .bucket(bucket)
                  .prefix(folder)
                  .delimiter("/")
                  .continuationToken(token)
                  .build());
      if (now == null) {
        now = S3Clock.at(page);
      }
      page.contents().stream()
          .filter(object -> !object.key().endsWith("/"))
          .map(Listing::file)
          .forEach(level.files()::add);
      page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(level.folders()::add);
      token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (token != null);
    return level;
  }

  private static TrainingFile file(S3Object object) {
    return new TrainingFile(
        object.key(), object.eTag().replace("\"", ""), object.size(), object.lastModified());
  }
}
