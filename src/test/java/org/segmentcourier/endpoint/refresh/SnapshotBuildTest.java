package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.NotYet;

class SnapshotBuildTest {

  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void allFilesThatCantBeReadAreNamedAtOnce() throws Exception {
    BrokenFiles.write(folder);
    Files.writeString(folder.resolve("good.csv"), "ChannelType,Address,User.UserId\nEMAIL,a,u\n");

    var outcome =
        new SnapshotBuild(200 * MEGABYTE, List.of(), ForkJoinPool.commonPool())
            .build(List.of(csv("list.csv"), csv("good.csv"), csv("open-quote.csv")), folder);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SnapshotBuild.Unread.class,
            unread -> assertThat(unread.reasons()).containsOnlyKeys("list.csv", "open-quote.csv"));
  }

  @Test
  void filesWithoutAnyEndpointMakeNoDirectoryOfNobody() throws Exception {
    Files.writeString(folder.resolve("header.csv"), "ChannelType,Address,User.UserId\n");
    Files.writeString(
        folder.resolve("wrong.csv"),
        "ChannelType,Address,User.UserId\nEMAIL,ann@example.com,\nEMIAL,b,v\n");

    var outcome =
        new SnapshotBuild(200 * MEGABYTE, List.of(), ForkJoinPool.commonPool())
            .build(List.of(csv("header.csv"), csv("wrong.csv")), folder);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SnapshotBuild.Unread.class,
            unread ->
                assertThat(unread.reasons())
                    .containsOnly(
                        entry("header.csv", "it has no row"),
                        entry(
                            "wrong.csv",
                            "none of its rows is an endpoint (row 1: User.UserId is missing)")));
  }

  /** It would take all its endpoints away, and nobody would hear of it. */
  @Test
  void aFileThatWasEmptiedIsNoFileWithoutEndpoints() throws Exception {
    Files.writeString(folder.resolve("good.csv"), "ChannelType,Address,User.UserId\nEMAIL,a,u\n");
    Files.writeString(folder.resolve("emptied.csv"), "ChannelType,Address,User.UserId\n");
    Files.writeString(folder.resolve("part.csv"), "ChannelType,Address,User.UserId\n");
    var emptied =
        new LocalSource(
            "emptied.csv",
            folder.resolve("emptied.csv"),
            SourceFormat.CSV,
            false,
            Instant.EPOCH,
            Instant.EPOCH,
            false,
            true);

    var outcome =
        new SnapshotBuild(200 * MEGABYTE, List.of(), ForkJoinPool.commonPool())
            .build(List.of(csv("good.csv"), emptied, csv("part.csv")), folder);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SnapshotBuild.Unread.class,
            unread ->
                assertThat(unread.reasons())
                    .containsOnly(
                        entry(
                            "emptied.csv",
                            "it has no row, while the directory has those of its version before; if"
                                + " that is meant, it must be deleted")));
  }

  /**
   * As systems write those who have no id: it took all memory, and each refresh after it failed.
   */
  @Test
  void anIdThatMillionsShareStandsForNobody() throws Exception {
    try (var out = Files.newBufferedWriter(folder.resolve("shared.csv"))) {
      out.write("Id,ChannelType,Address,User.UserId\n");
      for (int i = 0; i < 1_001; i++) {
        out.write("a%d,EMAIL,%d@example.com,anonymous\n".formatted(i, i));
        out.write("m%d,EMAIL,%d@example.com,many\n".formatted(Math.min(i, 999), i));
        out.write("u%d,EMAIL,u%d@example.com,u%d\n".formatted(i, i, i));
      }
    }

    var outcome =
        new SnapshotBuild(200 * MEGABYTE, List.of(), ForkJoinPool.commonPool())
            .build(List.of(csv("shared.csv")), folder);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SnapshotBuild.Built.class,
            built -> {
              assertThat(built.users()).isEqualTo(1_002);
              assertThat(built.endpoints()).isEqualTo(2_001);
              assertThat(built.rejected()).isEqualTo(1_001);
              assertThat(built.repeated()).isEqualTo(1);
            });
    try (var rejects =
        new GZIPInputStream(Files.newInputStream(((SnapshotBuild.Built) outcome).rejects()))) {
      assertThat(new String(rejects.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1))
          .hasSize(1_001)
          .allMatch(row -> row.contains("its user has more than 1,000 endpoints"))
          .allMatch(row -> row.contains("anonymous"));
    }
  }

  @Test
  void aDirectoryOfNobodyButSuchIdsIsNotMade() throws Exception {
    try (var out = Files.newBufferedWriter(folder.resolve("shared.csv"))) {
      out.write("Id,ChannelType,Address,User.UserId\n");
      for (int i = 0; i < 1_001; i++) {
        out.write("a%d,EMAIL,%d@example.com,0\n".formatted(i, i));
      }
    }

    var outcome =
        new SnapshotBuild(200 * MEGABYTE, List.of(), ForkJoinPool.commonPool())
            .build(List.of(csv("shared.csv")), folder);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SnapshotBuild.Unread.class,
            unread ->
                assertThat(unread.reasons().get("shared.csv"))
                    .contains("all its users have more than 1,000 endpoints"));
  }

  @Test
  void tooLittleMemoryIsNoFaultOfAFile() throws Exception {
    try (var out = Files.newBufferedWriter(folder.resolve("large.csv"))) {
      out.write("Id,ChannelType,Address,User.UserId\n");
      for (int i = 0; i < 200_000; i++) {
        out.write("e%d,EMAIL,%d@example.com,u%d\n".formatted(i, i, i));
      }
    }

    assertThatThrownBy(
            () ->
                new SnapshotBuild(MEGABYTE, List.of(), ForkJoinPool.commonPool())
                    .build(List.of(csv("large.csv")), folder))
        .hasMessageContaining("endpoints.memory")
        .hasMessageNotContaining("example.com")
        .hasNoCause();
  }

  @Test
  void wordsOfTheEngineStayInside() {
    var said = new SQLException("Conversion Error: Could not convert string 'ann@example.com'");

    assertThat(EngineFailure.of(said))
        .hasNoCause()
        .hasMessageContaining("Conversion Error")
        .hasMessageNotContaining("ann@example.com");
    assertThat(EngineFailure.of(new SQLException("ann@example.com")))
        .hasMessageNotContaining("ann@example.com");
  }

  @Test
  void aFullDiskIsWaitedFor() {
    var full = new SQLException("IO Error: Could not write file \"x\": No space left on device");

    assertThat(EngineFailure.of(full)).isInstanceOf(NotYet.class);
  }

  private LocalSource csv(String name) {
    return new LocalSource(
        name, folder.resolve(name), SourceFormat.CSV, false, Instant.EPOCH, false);
  }
}
