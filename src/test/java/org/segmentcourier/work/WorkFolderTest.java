package org.segmentcourier.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkFolderTest {

  @TempDir Path root;

  @Test
  void eachAttemptHasAFolderOfItsOwn() throws Exception {
    var folder = new WorkFolder(root);
    folder.start();

    var first = folder.open("job");
    var second = folder.open("job");

    assertThat(first).isNotEqualTo(second).isDirectory();
    assertThat(first.getFileName().toString()).startsWith("job-");
    folder.stop();
  }

  @Test
  void aDroppedFolderIsGoneWithAllThatIsInIt() throws Exception {
    var folder = new WorkFolder(root);
    folder.start();
    var attempt = folder.open("job");
    Files.createDirectories(attempt.resolve("deeper"));
    Files.writeString(attempt.resolve("deeper").resolve("file"), "x");

    folder.drop(attempt);
    folder.drop(attempt);

    assertThat(attempt).doesNotExist();
    folder.stop();
  }

  @Test
  void whatACrashHasLeftIsDeletedAtStart() throws Exception {
    var crashed = Files.createDirectories(root.resolve("segment-courier-process-1"));
    Files.createFile(crashed.resolve("lock"));
    Files.writeString(crashed.resolve("half-written"), "x");

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(crashed).doesNotExist();
    folder.stop();
  }

  @Test
  void whatACrashBeforeTheLockHasLeftIsDeletedAtALaterStart() throws Exception {
    var unlocked = Files.createDirectories(root.resolve("segment-courier-starting-1"));
    var unnamed = Files.createDirectories(root.resolve("segment-courier-starting-2"));
    Files.createFile(unnamed.resolve("lock"));
    for (var crashed : List.of(unlocked, unnamed)) {
      Files.setLastModifiedTime(crashed, FileTime.from(Instant.now().minusSeconds(120)));
    }

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(unlocked).doesNotExist();
    assertThat(unnamed).doesNotExist();
    folder.stop();
  }

  @Test
  void whatAnotherIsJustMakingIsLeftAlone() throws Exception {
    var empty = Files.createDirectories(root.resolve("segment-courier-starting-1"));
    var toBeLocked = Files.createDirectories(root.resolve("segment-courier-starting-2"));
    Files.createFile(toBeLocked.resolve("lock"));

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(empty).exists();
    assertThat(toBeLocked.resolve("lock")).exists();
    folder.stop();
  }

  /** As do the containers of a service that share a disk. */
  @Test
  void manyThatStartAtOnceLeaveEachOtherAlone() throws Exception {
    int at = 8;
    var threads = Executors.newFixedThreadPool(at);
    var begin = new CyclicBarrier(at);
    try {
      var all =
          Stream.generate(() -> threads.submit(() -> startOpenAndStop(begin))).limit(at).toList();
      for (var one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(root).isEmptyDirectory();
  }

  private Void startOpenAndStop(CyclicBarrier begin) throws Exception {
    for (int round = 0; round < 50; round++) {
      begin.await(10, TimeUnit.SECONDS);
      var folder = new WorkFolder(root);
      folder.start();
      assertThat(folder.open("job")).exists();
      folder.stop();
    }
    return null;
  }

  /** The work folder may be set to a folder that others use too, such as {@code /tmp}. */
  @ParameterizedTest
  @ValueSource(strings = {"photos", "process-1", "segment-courier-process-mine"})
  void whatIsNotOursIsNeverTouched(String name) throws Exception {
    var photos = Files.createDirectories(root.resolve(name));
    Files.createFile(photos.resolve("lock"));
    Files.writeString(photos.resolve("photo"), "x");
    var empty = Files.createDirectories(root.resolve("empty"));
    var full = Files.createDirectories(root.resolve("segment-courier-process-7"));
    Files.writeString(full.resolve("file"), "x");
    for (var old : List.of(photos, empty, full)) {
      Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
    }

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(photos.resolve("photo")).exists();
    assertThat(empty).exists();
    assertThat(full.resolve("file")).exists();
    folder.stop();
  }

  @Test
  void aLinkIsNotFollowed(@TempDir Path elsewhere) throws Exception {
    Files.createFile(elsewhere.resolve("lock"));
    Files.createSymbolicLink(root.resolve("segment-courier-process-1"), elsewhere);

    var folder = new WorkFolder(root);
    folder.start();

    assertThat(elsewhere.resolve("lock")).exists();
    folder.stop();
  }

  @Test
  void whatAnotherIsWorkingOnIsLeftAlone() throws Exception {
    var other = new WorkFolder(root);
    other.start();
    var attempt = other.open("job");

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
    folder.open("job");

    folder.stop();

    assertThat(root).isEmptyDirectory();
  }
}
