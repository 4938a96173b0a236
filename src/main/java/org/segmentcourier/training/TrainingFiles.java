package org.segmentcourier.training;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.segmentcourier.training.config.ConfigReader;
import org.segmentcourier.training.config.DatasetType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Finds and reads what people put into the data bucket. Throws what the SDK throws. */
final class TrainingFiles {

  /** A config that is longer is refused unread. */
  static final long LONGEST_CONFIG = 1_000_000;

  private static final int LONGEST_FIRST_LINE = 64 * 1024;
  private static final int KNOWN_CONFIGS = 1_000;

  private static final int NO_SUCH_RANGE = 416;

  private final S3Client s3;
  private final String bucket;

  /** The dataset group that a version of a config names; the same content names the same. */
  private final Map<TrainingFile, String> groups = new ConcurrentHashMap<>();

  TrainingFiles(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /** All configs of a folder below {@code train/}. */
  public List<TrainingFile> configs(String folder) {
    return new Listing().files("train/" + folder + "/", TrainingFiles::isConfig);
  }

  /**
   * All configs that claim a dataset group: those that name it, and those that lie in one folder
   * with such a one. One of them is right, more are ambiguous.
   */
  public List<TrainingFile> configsOf(String datasetGroup) {
    var claiming = new ArrayList<TrainingFile>();
    for (String folder : new Listing().folders("train/")) {
      var configs = new Listing().files(folder, TrainingFiles::isConfig);
      if (configs.stream().anyMatch(config -> datasetGroup(config).equals(datasetGroup))) {
        claiming.addAll(configs);
      }
    }
    return claiming;
  }

  /** The dataset group that a config names; empty if it names none, or is too long to be read. */
  public String datasetGroup(TrainingFile config) {
    if (config.size() > LONGEST_CONFIG) {
      return "";
    }
    if (groups.size() > KNOWN_CONFIGS) {
      groups.clear();
    }
    return groups.computeIfAbsent(config, c -> ConfigReader.datasetGroup(read(c)));
  }

  /** The content of a version of an object. */
  public byte[] read(TrainingFile file) {
    return s3.getObjectAsBytes(g -> g.bucket(bucket).key(file.key()).ifMatch(file.etag()))
        .asByteArray();
  }

  /**
   * The first line of an object, without its end; its first 64 KB if the line is longer. Empty if
   * the object is, of which S3 refuses to give any range.
   */
  public String firstLine(String key) {
    try {
      var start =
          s3.getObjectAsBytes(
              g -> g.bucket(bucket).key(key).range("bytes=0-" + (LONGEST_FIRST_LINE - 1)));
      return start.asString(StandardCharsets.UTF_8).lines().findFirst().orElse("");
    } catch (S3Exception e) {
      if (e.statusCode() == NO_SUCH_RANGE) {
        return "";
      }
      throw e;
    }
  }

  /**
   * Everything that a run reads, as it is now.
   *
   * @param config key of the run's config
   */
  public Inputs inputs(String datasetGroup, String config) {
    var listing = new Listing();
    String folder = config.substring(0, config.lastIndexOf('/') + 1);
    var files = new ArrayList<>(listing.files(folder, TrainingFiles::isTraining));
    for (var type : DatasetType.values()) {
      files.addAll(listing.files(folder + type.word() + "/", TrainingFiles::isTraining));
    }
    for (String solution : listing.folders("batch/" + datasetGroup + "/")) {
      files.addAll(
          listing.files(
              solution, file -> TrainingKey.of(file.key()) instanceof TrainingKey.BatchInput));
    }
    var found = files.stream().filter(file -> file.key().equals(config)).findFirst();
    return new Inputs(
        found.orElse(new TrainingFile(config, "", 0, Instant.EPOCH)), files, listing.now);
  }

  private static boolean isConfig(TrainingFile file) {
    return TrainingKey.of(file.key()) instanceof TrainingKey.Config;
  }

  private static boolean isTraining(TrainingFile file) {
    var key = TrainingKey.of(file.key());
    return key instanceof TrainingKey.Config || key instanceof TrainingKey.Data;
  }

  /** Lists level by level: what jobs have written below a folder is never walked through. */
  private final class Listing {

    /** S3's clock at the first answer. */
    private Instant now;

    List<TrainingFile> files(String folder, Predicate<TrainingFile> wanted) {
      var files = new ArrayList<TrainingFile>();
      pages(folder)
          .forEach(
              page -> page.contents().stream().map(this::file).filter(wanted).forEach(files::add));
      return files;
    }

    Set<String> folders(String folder) {
      var folders = new LinkedHashSet<String>();
      pages(folder)
          .forEach(
              page ->
                  page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(folders::add));
      return folders;
    }

    private List<ListObjectsV2Response> pages(String folder) {
      var pages = new ArrayList<ListObjectsV2Response>();
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
          now = date(page);
        }
        pages.add(page);
        token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
      } while (token != null);
      return pages;
    }

    private Instant date(ListObjectsV2Response page) {
      String date =
          page.sdkHttpResponse()
              .firstMatchingHeader("Date")
              .orElseThrow(() -> new IllegalStateException("S3 answered without a Date header"));
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private TrainingFile file(S3Object object) {
      return new TrainingFile(
          object.key(), object.eTag().replace("\"", ""), object.size(), object.lastModified());
    }
  }
}
