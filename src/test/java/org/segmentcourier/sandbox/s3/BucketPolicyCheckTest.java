package org.segmentcourier.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.iam.Policy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketPolicyCheckTest {

  private static final String READING =
      """
      {"Statement": {"Effect": "Allow", "Principal": {"Service": "personalize.amazonaws.com"},
        "Action": ["s3:GetObject", "s3:ListBucket"],
        "Resource": ["arn:aws:s3:::data", "arn:aws:s3:::data/*"]}}
      """;

  @TempDir Path folder;
  private ObjectStore objects;
  private S3Client personalize;

  @BeforeEach
  void start() throws Exception {
    objects = new ObjectStore(Account.SANDBOX, folder, event -> {});
    objects.createBucket("data", false);
    objects.createBucket("private", false);
    objects.policy("data", Policy.of(new ObjectMapper().readTree(READING)));
    personalize =
        S3Client.builder()
            .endpointOverride(objects.address())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("personalize.amazonaws.com", ObjectStore.SECRET)))
            .overrideConfiguration(
                o -> o.addExecutionInterceptor(objects.policyCheck("personalize.amazonaws.com")))
            .build();
  }

  @AfterEach
  void stop() {
    personalize.close();
    objects.close();
  }

  @Test
  void aServiceMayDoWhatTheBucketsPolicyAllows() {
    assertThat(personalize.listObjectsV2(list -> list.bucket("data")).contents()).isEmpty();
  }

  @Test
  void anythingElseIsRefusedAsS3Refuses() {
    assertThatThrownBy(
            () ->
                personalize.putObject(
                    put -> put.bucket("data").key("a"), RequestBody.fromString("x")))
        .asInstanceOf(type(S3Exception.class))
        .returns(403, S3Exception::statusCode)
        .returns("AccessDenied", refused -> refused.awsErrorDetails().errorCode());
    assertThatThrownBy(() -> personalize.listObjectsV2(list -> list.bucket("private")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("s3:ListBucket");
  }
}
