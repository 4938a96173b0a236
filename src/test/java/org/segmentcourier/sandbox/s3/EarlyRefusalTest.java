package org.segmentcourier.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 refuses a large object before it has read it; whoever sends it still learns why. */
@ExtendWith(Conformance.class)
class EarlyRefusalTest {

  private static final byte[] LARGE = new byte[20 << 20];

  private S3Client s3;

  @BeforeEach
  void connect(Sandbox sandbox) {
    s3 =
        sandbox.client(
            S3Client.builder()
                .overrideConfiguration(
                    c -> c.retryStrategy(RetryMode.STANDARD).retryStrategy(r -> r.maxAttempts(1))));
  }

  @Test
  void aLargePutToABucketThatIsNotThereIsRefusedAs404() {
    assertThatThrownBy(
            () -> s3.putObject(p -> p.bucket("nowhere").key("large"), RequestBody.fromBytes(LARGE)))
        .asInstanceOf(type(S3Exception.class))
        .returns(404, S3Exception::statusCode)
        .returns("NoSuchBucket", refused -> refused.awsErrorDetails().errorCode());
  }

  @Test
  void aLargePutInPlaceOfAnotherVersionIsRefusedAs412() {
    s3.putObject(p -> p.bucket("unwatched").key("large"), RequestBody.fromString("small"));

    assertThatThrownBy(
            () ->
                s3.putObject(
                    p -> p.bucket("unwatched").key("large").ifMatch("\"other\""),
                    RequestBody.fromBytes(LARGE)))
        .asInstanceOf(type(S3Exception.class))
        .returns(412, S3Exception::statusCode);
  }
}
