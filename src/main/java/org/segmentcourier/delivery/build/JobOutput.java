package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.order.Undeliverable;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.segment.OutputFile;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a batch segment job has put out in S3: a {@code .out} file for each of its input files. */
public final class JobOutput {

  /** In another region, not allowed, not there. */
  private static final Set<Integer> NOT_OURS = Set.of(301, 403, 404);

  private final S3Client s3;

  public JobOutput(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * The output files, by key.
   *
   * @throws Undeliverable if there is none, or if we may not see
   */
  public List<Input> list(SegmentJob job) {
    var folder = job.output();
    var request =
        ListObjectsV2Request.builder()
            .bucket(folder.bucket())
            .prefix(folder.key())
            .delimiter("/")
            .build();
    List<Input> inputs;
    try {
      inputs =
          s3.listObjectsV2Paginator(request).contents().stream()
              .filter(object -> object.key().endsWith(".out"))
              .map(object -> input(folder, object))
              .toList();
    } catch (S3Exception e) {
      throw notOurs(e, "list " + folder);
    }
    if (inputs.isEmpty()) {
      throw new Undeliverable(
          "Batch segment job %s is finished, but there is no .out file in %s"
              .formatted(job.arn(), folder));
    }
    return inputs;
  }

  private static Input input(S3Location folder, S3Object object) {
    return new Input(folder.bucket(), object.key(), object.eTag().replace("\"", ""), object.size());
  }

  /** A bucket that is not ours, or gone, is not so for a while only. */
  private static RuntimeException notOurs(S3Exception refusal, String what) {
    if (PassingFailures.passes(refusal) || !NOT_OURS.contains(refusal.statusCode())) {
      return refusal;
    }
    return new Undeliverable(
        "S3 does not let us %s: %s. The job's output must be in a bucket that this application may list and read"
            .formatted(what, refusal.getMessage()),
        refusal);
  }

  /**
   * Brings an output file to the disk, in the version that was listed.
   *
   * @throws Undeliverable if we may not read it
   */
  public OutputFile fetch(Build build, Input input) {
    build.use(input);
    var path = build.folder().resolve("input");
    var request =
        GetObjectRequest.builder()
            .bucket(input.bucket())
            .key(input.key())
            .ifMatch('"' + input.etag() + '"')
            .build();
    try {
      s3.getObject(request, path);
    } catch (S3Exception e) {
      throw notOurs(e, "read " + new S3Location(input.bucket(), input.key()));
    }
    return new OutputFile(input.name(), path);
  }

  /** Frees the disk: the file was read. */
  public void drop(OutputFile file) throws IOException {
    Files.delete(file.path());
  }
}
