package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Random;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The SDK's signed, chunked and checksummed requests, checked by a real S3 server behind. */
@Timeout(60)
class S3ProxyForwardTest {

  @TempDir Path folder;
  private S3Proxy server;
  private Front front;
  private S3Client s3;

  @BeforeEach
  void open() throws Exception {
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toString());
    properties.setProperty("jclouds.identity", "test");
    properties.setProperty("jclouds.credential", "test");
    server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "test")
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    front = new Front(0);
    front.forward("s3", URI.create("http://127.0.0.1:" + server.getPort()));
    s3 = Clients.once(S3Client.builder().forcePathStyle(true), front.uri());
    s3.createBucket(r -> r.bucket("bucket"));
  }

  @AfterEach
  void close() throws Exception {
    s3.close();
    front.close();
    server.stop();
  }

  @Test
  void anObjectComesBackAsItWentAndItsKeyToo() {
    var content = random(20_000_000);
    var key = "a b/+%25 ü✓/c";

    s3.putObject(r -> r.bucket("bucket").key(key), RequestBody.fromBytes(content));

    assertThat(
            Arrays.equals(
                s3.getObjectAsBytes(r -> r.bucket("bucket").key(key)).asByteArray(), content))
        .isTrue();
    assertThat(s3.headObject(r -> r.bucket("bucket").key(key)).contentLength())
        .isEqualTo(content.length);
    assertThat(s3.listObjectsV2(r -> r.bucket("bucket")).contents().get(0).key()).isEqualTo(key);
  }

  @Test
  void anObjectInPartsComesBackWhole() {
    var content = random(5 << 20);
    var id = s3.createMultipartUpload(r -> r.bucket("bucket").key("k")).uploadId();
    var etag =
        s3.uploadPart(
                r -> r.bucket("bucket").key("k").uploadId(id).partNumber(1),
                RequestBody.fromBytes(content))
            .eTag();
    s3.completeMultipartUpload(
        r ->
            r.bucket("bucket")
                .key("k")
                .uploadId(id)
                .multipartUpload(
                    m -> m.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));

    assertThat(s3.getObjectAsBytes(r -> r.bucket("bucket").key("k")).asByteArray())
        .isEqualTo(content);
  }

  @Test
  void aSignatureWithAnotherSecretIsRefused() {
    var stranger =
        Clients.once(S3Client.builder().forcePathStyle(true), front.uri(), "test", "guessed");

    assertThatThrownBy(
            () -> stranger.putObject(r -> r.bucket("bucket").key("k"), RequestBody.fromString("x")))
        .isInstanceOf(S3Exception.class)
        .satisfies(e -> assertThat(((S3Exception) e).statusCode()).isEqualTo(403));
  }

  @Test
  void aConditionThatDoesntHoldIsToldAfterALargeBody() {
    s3.putObject(r -> r.bucket("bucket").key("k"), RequestBody.fromString("first"));

    assertThatThrownBy(
            () ->
                s3.putObject(
                    r -> r.bucket("bucket").key("k").ifNoneMatch("*"),
                    RequestBody.fromBytes(random(20_000_000))))
        .isInstanceOf(S3Exception.class)
        .satisfies(e -> assertThat(((S3Exception) e).statusCode()).isEqualTo(412));
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
