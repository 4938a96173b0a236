package org.segmentcourier.delivery.exclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.delivery.order.Undeliverable;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.segment.UserBatch;
import org.segmentcourier.work.WorkFolder;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

class SuppressionsTest {

  @TempDir Path folder;
  private final FakeS3 s3 = new FakeS3();
  private WorkFolder work;
  private Suppressions suppressions;

  @BeforeEach
  void open() {
    work = new WorkFolder(folder);
    work.start();
    suppressions = new Suppressions(s3, "data", work);
  }

  @AfterEach
  void nothingStays() throws Exception {
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.endsWith("lock"));
    }
    work.stop();
  }

  @Test
  void allFilesCountEachInItsNewestVersion() {
    put("a.txt", "ann");
    put("b.csv", "User.UserId\nbob\n");
    assertThat(suppressed("ann", "bob", "eve")).containsExactly(true, true, false);

    put("a.txt", "eve");
    assertThat(suppressed("ann", "bob", "eve")).containsExactly(false, true, true);

    s3.remove("data", "suppressions/b.csv");
    assertThat(suppressed("ann", "bob", "eve")).containsExactly(false, false, true);
    assertThat(suppressions.now().files())
        .extracting(SuppressionFile::key)
        .containsExactly("suppressions/a.txt");
  }

  @Test
  void withoutFilesNobodyIsSuppressed() {
    s3.upload("data", "suppressions/", "", Instant.now());
    s3.upload("data", "suppressionists.txt", "ann", Instant.now());

    assertThat(suppressions.now()).isSameAs(SuppressionList.EMPTY);
  }

  @Test
  void aListIsReadAgainOnlyIfItHasChanged() {
    put("a.txt", "ann");

    assertThat(suppressions.now()).isSameAs(suppressions.now());
  }

  @Test
  void nothingIsDeliveredWithAListThatCantBeRead() {
    put("a.txt", "ann");
    put("b.xlsx", "PK");

    assertThatThrownBy(suppressions::now)
        .isInstanceOf(Undeliverable.class)
        .hasMessageContaining("s3://data/suppressions/b.xlsx can't be read")
        .hasMessageContaining(".csv and .txt are read");

    s3.remove("data", "suppressions/b.xlsx");
    assertThat(suppressed("ann")).containsExactly(true);
  }

  @Test
  void aFileThatChangesWhileItIsReadIsWaitedFor() {
    put("a.txt", "ann");
    var replacing = new Suppressions(new Replacing(s3), "data", work);

    assertThatThrownBy(replacing::now)
        .isInstanceOf(NotYet.class)
        .hasMessageContaining("suppressions/a.txt changes while it is read");
    assertThat(replacing.now().files()).hasSize(1);
  }

  /** Right after the first list, a file is replaced. */
  private static final class Replacing implements S3Client {

    private final FakeS3 s3;
    private boolean replaced;

    Replacing(FakeS3 s3) {
      this.s3 = s3;
    }

    @Override
    public ListObjectsV2Iterable listObjectsV2Paginator(ListObjectsV2Request request) {
      return new ListObjectsV2Iterable(this, request);
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      var listed = s3.listObjectsV2(request);
      if (!replaced) {
        replaced = true;
        s3.upload("data", "suppressions/a.txt", "eve", Instant.now());
      }
      return listed;
    }

    @Override
    public <T> T getObject(
        GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
      return s3.getObject(request, transformer);
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  private void put(String name, String content) {
    s3.upload("data", "suppressions/" + name, content, Instant.now());
  }

  private boolean[] suppressed(String... users) {
    return suppressions.now().users(UserBatch.of(0, List.of(users), 0, true));
  }
}
