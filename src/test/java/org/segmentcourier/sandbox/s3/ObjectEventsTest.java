package org.segmentcourier.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Inbox;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Shapes: aws-contracts 5.1, the sample in the S3 user guide. */
@ExtendWith(Conformance.class)
class ObjectEventsTest {

  private static final String BUCKET = "watched";
  private static final int PART = 5 * 1024 * 1024;

  private S3Client s3;
  private Inbox inbox;

  @BeforeEach
  void connect(Sandbox sandbox) {
    s3 = sandbox.client(S3Client.builder());
    inbox =
        new Inbox(sandbox.client(SqsClient.builder()), sandbox.stack().outputs().get("Arrivals"));
    inbox.drain();
  }

  @Test
  void aPutIsAnEventInTheShapeOfAws() throws Exception {
    var put = s3.putObject(p -> p.bucket(BUCKET).key("a/plain"), RequestBody.fromString("hello"));

    JsonNode event = next();

    assertThat(event.path("version").asText()).isEqualTo("0");
    assertThat(event.path("id").asText()).matches("[0-9a-f-]{36}");
    assertThat(event.path("source").asText()).isEqualTo("aws.s3");
    assertThat(event.path("detail-type").asText()).isEqualTo("Object Created");
    assertThat(event.path("account").asText()).isEqualTo("000000000000");
    assertThat(event.path("region").asText()).isEqualTo("us-east-1");
    assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(Instant.parse(event.path("time").asText())).isBefore(Instant.now());
    assertThat(event.path("resources").toString()).isEqualTo("[\"arn:aws:s3:::watched\"]");
    JsonNode detail = event.path("detail");
    assertThat(detail.path("version").asText()).isEqualTo("0");
    assertThat(detail.path("bucket").toString()).isEqualTo("{\"name\":\"watched\"}");
    assertThat(detail.path("object").path("key").asText()).isEqualTo("a/plain");
    assertThat(detail.path("object").path("size").asLong()).isEqualTo(5);
    assertThat("\"" + detail.path("object").path("etag").asText() + "\"").isEqualTo(put.eTag());
    assertThat(detail.path("object").path("sequencer").asText()).matches("[0-9a-f]{16}");
    assertThat(detail.path("reason").asText()).isEqualTo("PutObject");
    assertThat(detail.path("request-id").asText()).matches("[0-9A-F]{16}");
    assertThat(detail.has("source-ip-address")).isTrue();
    assertThat(detail.path("requester").asText()).isEqualTo("000000000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"with space/a b.csv", "plus+plus.csv", "per%cent%20.csv", "Ünïcödé/映画.csv"})
  void aKeyIsInTheEventAsItIs(String key) throws Exception {
    s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromString("x"));

    assertThat(next().path("detail").path("object").path("key").asText()).isEqualTo(key);
    assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String()).isEqualTo("x");
  }

  @Test
  void aFolderPlaceholderIsAnEventOfItsEmptyObject() throws Exception {
    s3.putObject(p -> p.bucket(BUCKET).key("pinpoint/x/"), RequestBody.empty());

    JsonNode object = next().path("detail").path("object");
    assertThat(object.path("key").asText()).isEqualTo("pinpoint/x/");
    assertThat(object.path("size").asLong(-1)).isZero();
    assertThat(object.path("etag").asText()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
  }

  @Test
  void aCopyIsAnEventOfItsTargetOnly() throws Exception {
    s3.putObject(p -> p.bucket("unwatched").key("origin"), RequestBody.fromString("copied"));

    s3.copyObject(
        c ->
            c.sourceBucket("unwatched")
                .sourceKey("origin")
                .destinationBucket(BUCKET)
                .destinationKey("copy"));

    JsonNode detail = next().path("detail");
    assertThat(detail.path("object").path("key").asText()).isEqualTo("copy");
    assertThat(detail.path("object").path("size").asLong()).isEqualTo(6);
    assertThat(detail.path("reason").asText()).isEqualTo("CopyObject");
  }

  @Test
  void aMultipartUploadIsOneEventWhenItIsComplete() throws Exception {
    byte[] part = new byte[PART];
    Arrays.fill(part, (byte) 'x');
    String upload = s3.createMultipartUpload(c -> c.bucket(BUCKET).key("parts")).uploadId();
    List<CompletedPart> parts =
        List.of(upload("parts", upload, 1, part), upload("parts", upload, 2, new byte[] {1}));

    var done =
        s3.completeMultipartUpload(
            c ->
                c.bucket(BUCKET)
                    .key("parts")
                    .uploadId(upload)
                    .multipartUpload(m -> m.parts(parts)));

    List<String> events = inbox.take(1);
    assertThat(events).hasSize(1);
    JsonNode detail = new ObjectMapper().readTree(events.get(0)).path("detail");
    assertThat(detail.path("object").path("size").asLong()).isEqualTo(PART + 1L);
    assertThat("\"" + detail.path("object").path("etag").asText() + "\"").isEqualTo(done.eTag());
    assertThat(detail.path("object").path("etag").asText()).endsWith("-2");
    assertThat(detail.path("reason").asText()).isEqualTo("CompleteMultipartUpload");
  }

  @Test
  void aLaterEventOfAKeyHasTheGreaterSequencer() {
    s3.putObject(p -> p.bucket(BUCKET).key("again"), RequestBody.fromString("1"));
    s3.putObject(p -> p.bucket(BUCKET).key("again"), RequestBody.fromString("2"));

    List<String> events = inbox.take(2);

    assertThat(events).hasSize(2);
    String earlier = sequencer(events, "c4ca4238a0b923820dcc509a6f75849b");
    String later = sequencer(events, "c81e728d9d4c2f636f067f89cc14862c");
    assertThat(HexFormat.fromHexDigitsToLong(later))
        .isGreaterThan(HexFormat.fromHexDigitsToLong(earlier));
  }

  @Test
  void aBucketWithoutEventBridgeTellsNothing(Sandbox sandbox) {
    s3.putObject(p -> p.bucket("unwatched").key("silent"), RequestBody.fromString("x"));
    s3.putObject(p -> p.bucket(BUCKET).key("loud"), RequestBody.fromString("x"));

    assertThat(inbox.take(1)).singleElement().asString().contains("loud");
  }

  @Test
  void theNotificationConfigurationIsAsTheTemplateHasIt() {
    var on = s3.getBucketNotificationConfiguration(g -> g.bucket(BUCKET));
    var off = s3.getBucketNotificationConfiguration(g -> g.bucket("unwatched"));

    assertThat(on.eventBridgeConfiguration()).isNotNull();
    assertThat(off.eventBridgeConfiguration()).isNull();
  }

  private CompletedPart upload(String key, String upload, int number, byte[] content) {
    var part =
        s3.uploadPart(
            u -> u.bucket(BUCKET).key(key).uploadId(upload).partNumber(number),
            RequestBody.fromBytes(content));
    return CompletedPart.builder().partNumber(number).eTag(part.eTag()).build();
  }

  private JsonNode next() throws Exception {
    return new ObjectMapper().readTree(inbox.take(1).get(0));
  }

  private static String sequencer(List<String> events, String etag) {
    return events.stream()
        .filter(event -> event.contains(etag))
        .map(event -> event.replaceAll(".*\"sequencer\":\"([0-9a-f]+)\".*", "$1"))
        .findAny()
        .orElseThrow();
  }
}
