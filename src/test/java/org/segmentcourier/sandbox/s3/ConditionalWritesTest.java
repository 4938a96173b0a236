package org.segmentcourier.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Sandbox;
import org.segmentcourier.sandbox.front.Fault;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(Conformance.class)
class ConditionalWritesTest {

  private static final String BUCKET = "unwatched";
  private static final int WRITERS = 20;

  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
  private S3Client s3;

  @BeforeEach
  void connect(Sandbox sandbox) {
    s3 = sandbox.client(S3Client.builder());
  }

  @AfterEach
  void stop(Sandbox sandbox) {
    sandbox.front().faults().clear();
    threads.shutdownNow();
  }

  @Test
  void ofManyThatCreateAnObjectOneDoes() throws Exception {
    Map<Integer, Long> outcomes =
        race(
            writer ->
                s3.putObject(
                    p -> p.bucket(BUCKET).key("created-once").ifNoneMatch("*"),
                    RequestBody.fromString("writer " + writer)));

    assertThat(outcomes).containsEntry(200, 1L).containsEntry(412, WRITERS - 1L);
  }

  @Test
  void ofManyThatReplaceAVersionOneDoes() throws Exception {
    String version =
        s3.putObject(p -> p.bucket(BUCKET).key("replaced-once"), RequestBody.fromString("first"))
            .eTag();

    Map<Integer, Long> outcomes =
        race(
            writer ->
                s3.putObject(
                    p -> p.bucket(BUCKET).key("replaced-once").ifMatch(version),
                    RequestBody.fromString("writer " + writer)));

    assertThat(outcomes).containsEntry(200, 1L).containsEntry(412, WRITERS - 1L);
  }

  @Test
  void ofManyUploadsInPartsThatReplaceAVersionOneDoes() throws Exception {
    String key = "replaced-in-parts";
    String version =
        s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromString("first")).eTag();
    var uploads =
        IntStream.range(0, WRITERS).mapToObj(writer -> upload(key, "writer " + writer)).toList();

    Map<Integer, Long> outcomes =
        race(
            writer -> {
              // Half of them come as a put.
              if (writer % 2 == 0) {
                s3.putObject(
                    p -> p.bucket(BUCKET).key(key).ifMatch(version),
                    RequestBody.fromString("put " + writer));
              } else {
                s3.completeMultipartUpload(
                    complete -> uploads.get(writer).accept(complete.ifMatch(version)));
              }
            });

    assertThat(outcomes).containsEntry(200, 1L).containsEntry(412, WRITERS - 1L);
  }

  @Test
  void whateverVersionThereIsCanBeReplaced() {
    s3.putObject(p -> p.bucket(BUCKET).key("any-version"), RequestBody.fromString("first"));

    s3.putObject(
        p -> p.bucket(BUCKET).key("any-version").ifMatch("*"), RequestBody.fromString("second"));

    assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("any-version")).asUtf8String())
        .isEqualTo("second");
  }

  @Test
  void replacingWhatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                s3.putObject(
                    p -> p.bucket(BUCKET).key("never-there").ifMatch("\"0\""),
                    RequestBody.fromString("x")))
        .asInstanceOf(type(S3Exception.class))
        .returns(404, S3Exception::statusCode)
        .returns("NoSuchKey", refused -> refused.awsErrorDetails().errorCode());
  }

  @Test
  void aConflictCanBeOrdered(Sandbox sandbox) {
    sandbox
        .front()
        .faults()
        .add(
            Fault.of(Fault.Effect.FAIL)
                .operation("s3:PutObject")
                .resource(BUCKET + "/in-conflict")
                .error(409, "ConditionalRequestConflict")
                .times(1));

    assertThatThrownBy(() -> create("in-conflict"))
        .asInstanceOf(type(S3Exception.class))
        .returns(409, S3Exception::statusCode)
        .returns("ConditionalRequestConflict", refused -> refused.awsErrorDetails().errorCode());
    assertThat(create("in-conflict")).isEqualTo(200);
  }

  @Test
  void aWriteWhoseAnswerIsLostHasHappened(Sandbox sandbox) {
    sandbox
        .front()
        .faults()
        .add(
            Fault.of(Fault.Effect.DROP)
                .operation("s3:PutObject")
                .resource(BUCKET + "/unanswered")
                .after()
                .times(1));

    assertThatThrownBy(() -> create("unanswered"))
        .as("the SDK tries again by itself, and then finds the object there")
        .asInstanceOf(type(S3Exception.class))
        .returns(412, S3Exception::statusCode);
    assertThat(s3.headObject(h -> h.bucket(BUCKET).key("unanswered")).contentLength()).isEqualTo(1);
  }

  /** Uploads one part; gives what completes it. */
  private Consumer<CompleteMultipartUploadRequest.Builder> upload(String key, String content) {
    String id = s3.createMultipartUpload(u -> u.bucket(BUCKET).key(key)).uploadId();
    String part =
        s3.uploadPart(
                u -> u.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString(content))
            .eTag();
    return complete ->
        complete
            .bucket(BUCKET)
            .key(key)
            .uploadId(id)
            .multipartUpload(u -> u.parts(p -> p.partNumber(1).eTag(part)));
  }

  private int create(String key) {
    return s3.putObject(
            p -> p.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("x"))
        .sdkHttpResponse()
        .statusCode();
  }

  private Map<Integer, Long> race(IntConsumer write) throws Exception {
    List<Callable<Integer>> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(writer -> (Callable<Integer>) () -> status(write, writer))
            .toList();
    List<Integer> statuses =
        threads.invokeAll(writers).stream().map(ConditionalWritesTest::get).toList();
    return statuses.stream().collect(Collectors.groupingBy(one -> one, Collectors.counting()));
  }

  private static int status(IntConsumer write, int writer) {
    try {
      write.accept(writer);
      return 200;
    } catch (S3Exception refused) {
      return refused.statusCode();
    }
  }

  private static int get(Future<Integer> status) {
    try {
      return status.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
