package org.segmentcourier.training;

import java.util.List;
import java.util.stream.Collectors;
import org.segmentcourier.training.config.ConfigError;
import org.segmentcourier.training.personalize.ResourceNames;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes down all errors of a config, of which a message holds only the first. */
final class ConfigErrorFile {

  private final S3Client s3;
  private final String bucket;

  ConfigErrorFile(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Writes a line for each error; the same config has the same report.
   *
   * @return the report's key in the data bucket
   */
  public String write(TrainingFile config, List<ConfigError> errors) {
    String key =
        "reports/%s.txt".formatted(ResourceNames.hash(List.of(config.key(), config.etag())));
    String text =
        errors.stream()
            .map(error -> error + "\n")
            .collect(Collectors.joining("", "s3://%s/%s\n\n".formatted(bucket, config.key()), ""));
    s3.putObject(
        p -> p.bucket(bucket).key(key).contentType("text/plain; charset=utf-8"),
        RequestBody.fromString(text));
    return key;
  }
}
