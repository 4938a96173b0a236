package org.segmentcourier.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** To S3, a key that ends in a slash is a key as any other; consoles make such as folders. */
@ExtendWith(Conformance.class)
class FolderPlaceholderTest {

  private static final String BUCKET = "unwatched";

  private S3Client s3;

  @BeforeEach
  void connect(Sandbox sandbox) {
    s3 = sandbox.client(S3Client.builder());
  }

  @Test
  void aPlaceholderIsAnObject() {
    put("folder-new/x/", "");

    var head = s3.headObject(h -> h.bucket(BUCKET).key("folder-new/x/"));
    assertThat(head.contentLength()).isZero();
    assertThat(head.eTag()).isEqualTo("\"d41d8cd98f00b204e9800998ecf8427e\"");
    assertThat(keys("folder-new/")).containsExactly("folder-new/x/");
  }

  @Test
  void aPlaceholderMayBePutAgain() {
    put("folder-again/", "");
    put("folder-again/", "");

    assertThat(keys("folder-again/")).containsExactly("folder-again/");
  }

  @Test
  void aPlaceholderMayComeAfterWhatIsInTheFolder() {
    put("folder-late/a.csv", "a");
    put("folder-late/", "");

    assertThat(keys("folder-late/")).containsExactly("folder-late/", "folder-late/a.csv");
  }

  @Test
  void aPlaceholderMayComeBeforeWhatIsInTheFolder() {
    put("folder-early/", "");
    put("folder-early/b/a.csv", "a");

    assertThat(keys("folder-early/")).containsExactly("folder-early/", "folder-early/b/a.csv");
    assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("folder-early/")).asByteArray())
        .isEmpty();
  }

  @Test
  void aPlaceholderIsPutOnceUnderACondition() {
    s3.putObject(p -> p.bucket(BUCKET).key("folder-once/").ifNoneMatch("*"), RequestBody.empty());

    assertThatThrownBy(
            () ->
                s3.putObject(
                    p -> p.bucket(BUCKET).key("folder-once/").ifNoneMatch("*"),
                    RequestBody.empty()))
        .asInstanceOf(type(S3Exception.class))
        .returns(412, S3Exception::statusCode);
  }

  /** S3 would keep it; better refused than lost. */
  @Test
  void contentOfAPlaceholderIsRefusedAsNotImplemented() {
    assertThatThrownBy(() -> put("folder-full/", "hello"))
        .asInstanceOf(type(S3Exception.class))
        .returns(501, S3Exception::statusCode)
        .returns("NotImplemented", refusal -> refusal.awsErrorDetails().errorCode());
  }

  @Test
  void aPlaceholderIsCopied() {
    put("folder-source/", "");

    s3.copyObject(
        c ->
            c.sourceBucket(BUCKET)
                .sourceKey("folder-source/")
                .destinationBucket(BUCKET)
                .destinationKey("folder-copy/"));

    assertThat(keys("folder-copy/")).containsExactly("folder-copy/");
  }

  @Test
  void aPlaceholderGoesAndWhatIsInTheFolderStays() {
    put("folder-gone/", "");
    put("folder-gone/a.csv", "a");

    s3.deleteObject(d -> d.bucket(BUCKET).key("folder-gone/"));

    assertThat(keys("folder-gone/")).containsExactly("folder-gone/a.csv");
  }

  @Test
  void whatIsInTheFolderGoesAndThePlaceholderStays() {
    put("folder-stays/", "");
    put("folder-stays/a.csv", "a");

    s3.deleteObject(d -> d.bucket(BUCKET).key("folder-stays/a.csv"));

    assertThat(keys("folder-stays/")).containsExactly("folder-stays/");
  }

  private void put(String key, String content) {
    s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private List<String> keys(String prefix) {
    return s3.listObjectsV2(l -> l.bucket(BUCKET).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
