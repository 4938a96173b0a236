package org.segmentcourier.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.segmentcourier.segment.OutputFile;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** What a batch segment job has put out in S3: a {@code .out} file for each of its input files. */
public final class JobOutput {

  private final S3Client s3;

  JobOutput(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * The output files, by key.
   *
   * @throws Undeliverable if there is none
   */
  public List<Input> list(SegmentJob job) {
    var folder = job.output();
    var request =
        ListObjectsV2Request.builder()
            .bucket(folder.bucket())
            .prefix(folder.key())
            .delimiter("/")
            .build();
    var inputs =
        s3.listObjectsV2Paginator(request).contents().stream()
            .filter(object -> object.key().endsWith(".out"))
            .map(
                object ->
                    new Input(
                        folder.bucket(),
                        object.key(),
                        object.eTag().replace("\"", ""),
                        object.size()))
            .toList();
    if (inputs.isEmpty()) {
      throw new Undeliverable(
          "Batch segment job %s is finished, but there is no .out file in %s"
              .formatted(job.arn(), folder));
    }
    return inputs;
  }

  /** Brings an output file to the disk, in the version that was listed. */
  public OutputFile fetch(Build build, Input input) {
    build.use(input);
    var path = build.folder().resolve("input");
    s3.getObject(
        GetObjectRequest.builder()
            .bucket(input.bucket())
            .key(input.key())
            .ifMatch('"' + input.etag() + '"')
            .build(),
        path);
    return new OutputFile(input.name(), path);
  }

  /** Frees the disk: the file was read. */
  public void drop(OutputFile file) throws IOException {
    Files.delete(file.path());
  }
}
