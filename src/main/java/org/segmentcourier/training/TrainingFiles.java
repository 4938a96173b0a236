package org.segmentcourier.training;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.segmentcourier.training.config.ConfigReader;
import org.segmentcourier.training.config.DatasetType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

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
    return configsIn("train/" + folder + "/", new Listing(s3, bucket));
  }

  /**
   * All configs that claim a dataset group: those that name it, and those that lie in one folder
   * with such a one. One of them is right, more are ambiguous.
   */
  public List<TrainingFile> configsOf(String datasetGroup) {
    return configsOf(datasetGroup, new Listing(s3, bucket));
  }

  private List<TrainingFile> configsOf(String datasetGroup, Listing listing) {
    var claiming = new ArrayList<TrainingFile>();
    for (String folder : listing.folders("train/")) {
      var configs = configsIn(folder, listing);
      if (configs.stream().anyMatch(config -> datasetGroup(config).equals(datasetGroup))) {
        claiming.addAll(configs);
      }
    }
    return claiming;
  }

  private static List<TrainingFile> configsIn(String folder, Listing listing) {
    return listing.files(folder).stream()
        .filter(file -> TrainingKey.of(file.key()) instanceof TrainingKey.Config)
        .toList();
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
    var listing = new Listing(s3, bucket);
    String folder = config.substring(0, config.lastIndexOf('/') + 1);
    var files = new ArrayList<TrainingFile>();
    var beside = new ArrayList<String>();
    files.addAll(inputsIn(folder, listing));
    for (var type : DatasetType.values()) {
      files.addAll(inputsIn(folder + type.word() + "/", listing));
    }
    for (String solution : listing.folders("batch/" + datasetGroup + "/")) {
      files.addAll(inputsIn(solution, listing));
      listing.files(solution).stream().map(TrainingFile::key).forEach(beside::add);
      beside.addAll(listing.folders(solution));
    }
    var found = files.stream().filter(file -> file.key().equals(config)).findFirst();
    return new Inputs(
        found.orElse(new TrainingFile(config, "", 0, Instant.EPOCH)), files, beside, listing.now());
  }

  /** What of a folder no config makes use of, as it is now. */
  public Unused unused(String folder) {
    var listing = new Listing(s3, bucket);
    var files = listing.files(folder);
    return new Unused(files.stream().filter(f -> !isUsed(f, listing)).toList(), listing.now());
  }

  private boolean isUsed(TrainingFile file, Listing listing) {
    var key = TrainingKey.of(file.key());
    if (key instanceof TrainingKey.Data data) {
      return !configsIn("train/" + data.folder() + "/", listing).isEmpty();
    } else if (key instanceof TrainingKey.BatchInput input) {
      return !configsOf(input.datasetGroup(), listing).isEmpty();
    }
    return !(key instanceof TrainingKey.Other);
  }

  private static List<TrainingFile> inputsIn(String folder, Listing listing) {
    return listing.files(folder).stream()
        .filter(file -> TrainingKey.of(file.key()).isInput())
        .toList();
  }
}
