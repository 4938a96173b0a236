package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.delivery.order.SegmentJob;

class WorkFolderTest {

  private static final SegmentJob JOB =
      new SegmentJob("arn", "job", Instant.EPOCH, new S3Location("b", "k/"), false, "");

  @TempDir Path root;

  @Test
  void eachAttemptHasAFolderOfItsOwn() throws Exception {
    var folder = new WorkFolder(root);
    folder.start();

    var first = folder.open(JOB);
    var second = folder.open(JOB);

    assertThat(first).isNotEqualTo(second).isDirectory();
    assertThat(first.getFileName().toString()).startsWith("job_19700101-000000-");
    folder.stop();
  }

  @Test
  void aDroppedFolderIsGoneWithAllThatIsInIt() throws Exception {
    var folder = new WorkFolder(root);
    folder.start();
    var attempt = folder.open(JOB);
    Files.createDirectories(attempt.resolve("deeper"));
    Files.writeString(attempt.resolve("deeper").resolve("file"), "x");

    folder.drop(attempt);
    folder.drop(attempt);

    assertThat(attempt).doesNotExist();
    folder.stop();
  }

  @Test
  void whatACrashHasLeftIsDeletedAtStart() throws Exception {
    var crashed = Files.createDirectories(root.resolve("process-1"));
    Files.createFile(crashed.resolve("lock"));
    Files.writeString(crashed.resolve("half-written"), "x");

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(crashed).doesNotExist();
    folder.stop();
  }

  @Test
  void whatACrashBeforeTheLockHasLeftIsDeletedAtALaterStart() throws Exception {
    var crashed = Files.createDirectories(root.resolve("process-1"));
    var starting = Files.createDirectories(root.resolve("process-2"));
    Files.setLastModifiedTime(crashed, FileTime.from(Instant.now().minusSeconds(120)));

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(crashed).doesNotExist();
    assertThat(starting).exists();
    folder.stop();
  }

  @Test
  void whatAnotherIsWorkingOnIsLeftAlone() throws Exception {
    var other = new WorkFolder(root);
    other.start();
    var attempt = other.open(JOB);

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(attempt).exists();
    folder.stop();
    other.stop();
  }

  @Test
  void nothingIsLeftAfterStop() throws Exception {
    var folder = new WorkFolder(root);
    folder.start();
    folder.open(JOB);

    folder.stop();

    assertThat(root).isEmptyDirectory();
  }
}
