package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

class FileUploadsTest {

  private static final String TYPE =
      "text/csv; charset=utf-8; x-amz-meta-sha256=ab12; x-amz-meta-job=arn:aws:x:y/z";

  private final Seen seen = new Seen();
  private final S3Client s3 = new FileUploads(seen, Duration.ofMinutes(1));

  @Test
  void aMultipartUploadGetsTheMetadataThatCameWithItsContentType() {
    s3.createMultipartUpload(request -> request.bucket("b").key("k").contentType(TYPE));

    assertThat(seen.uploads.get(0).contentType()).isEqualTo("text/csv; charset=utf-8");
    assertThat(seen.uploads.get(0).metadata())
        .isEqualTo(Map.of("sha256", "ab12", "job", "arn:aws:x:y/z"));
  }

  @Test
  void aSinglePutGetsItToo() {
    s3.putObject(
        request -> request.bucket("b").key("k").contentType(TYPE), RequestBody.fromString("x"));

    assertThat(seen.puts.get(0).contentType()).isEqualTo("text/csv; charset=utf-8");
    assertThat(seen.puts.get(0).metadata()).containsEntry("sha256", "ab12");
  }

  @Test
  void eachAttemptToSendABodyIsLimited() {
    s3.putObject(request -> request.bucket("b").key("k"), RequestBody.fromString("x"));
    s3.uploadPart(request -> request.bucket("b").key("k"), RequestBody.fromString("x"));

    assertThat(List.<S3Request>of(seen.puts.get(0), seen.parts.get(0)))
        .allSatisfy(
            sent ->
                assertThat(sent.overrideConfiguration().orElseThrow().apiCallAttemptTimeout())
                    .contains(Duration.ofMinutes(1)));
  }

  @Test
  void otherRequestsAreLeftAlone() {
    s3.putObject(
        request -> request.bucket("b").key("k").contentType("text/csv").metadata(Map.of("a", "1")),
        RequestBody.fromString("x"));

    assertThat(seen.puts.get(0).contentType()).isEqualTo("text/csv");
    assertThat(seen.puts.get(0).metadata()).isEqualTo(Map.of("a", "1"));
  }

  private static final class Seen implements S3Client {

    private final List<CreateMultipartUploadRequest> uploads = new ArrayList<>();
    private final List<PutObjectRequest> puts = new ArrayList<>();
    private final List<UploadPartRequest> parts = new ArrayList<>();

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(
        CreateMultipartUploadRequest request) {
      uploads.add(request);
      return CreateMultipartUploadResponse.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      puts.add(request);
      return PutObjectResponse.builder().build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
      parts.add(request);
      return UploadPartResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
