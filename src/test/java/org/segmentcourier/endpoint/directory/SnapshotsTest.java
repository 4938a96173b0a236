package org.segmentcourier.endpoint.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.endpoint.NoAnswer;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.ManualClock;
import org.segmentcourier.fake.Warnings;
import org.segmentcourier.segment.UserBatch;
import org.segmentcourier.work.WorkFolder;

/** Snapshots that are broken, somebody else's, or gone: the one before stays. */
class SnapshotsTest {

  private static final String BUCKET = "data";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final FakeS3 s3 = new FakeS3();
  private final Snapshots snapshots = snapshots();
  private final ManualClock clock = new ManualClock();
  private WorkFolder work;
  private Directory directory;

  @BeforeEach
  void start() throws Exception {
    work = new WorkFolder(folder.resolve("work"));
    work.start();
    directory = new Directory(snapshots, work, clock, PATIENCE);
  }

  @AfterEach
  void stop() {
    work.stop();
  }

  private Snapshots snapshots() {
    return new Snapshots(s3, new Records(s3, BUCKET), BUCKET);
  }

  /** What may have become of a snapshot. */
  enum Damage {
    NO_JSON {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) {
        test.store(key(snapshot), "not JSON".getBytes(UTF_8));
      }
    },
    EMPTY_RECORD {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) {
        test.store(key(snapshot), "{\"version\": 1}".getBytes(UTF_8));
      }
    },
    ANOTHERS_RECORD {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) throws IOException {
        test.change(snapshot, record -> record.put("number", 77));
      }
    },
    LATER_VERSION {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) throws IOException {
        test.change(
            snapshot,
            record -> record.put("version", SnapshotRecord.VERSION + 1).put("colour", "blue"));
      }
    },
    OTHER_INDEX {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) {
        test.store(snapshot.index().key(), "another file".getBytes(UTF_8));
      }
    },
    CUT_INDEX {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) {
        var whole = test.read(snapshot.index().key());
        test.store(snapshot.index().key(), Arrays.copyOf(whole, whole.length - 1));
      }
    },
    FOREIGN_INDEX {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) throws IOException {
        var foreign = test.read(snapshot.index().key());
        foreign[7]++; // the last character of what it says it is
        var sha256 = test.file(snapshot.number(), foreign);
        test.change(
            snapshot,
            record ->
                ((ObjectNode) record.get("index"))
                    .put("key", sha256.key())
                    .put("sha256", sha256.sha256()));
      }
    },
    MISSING_INDEX {
      @Override
      void doTo(SnapshotsTest test, SnapshotRecord snapshot) {
        test.s3.remove(BUCKET, snapshot.index().key());
      }
    };

    abstract void doTo(SnapshotsTest test, SnapshotRecord snapshot) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void theSnapshotBeforeABrokenOneStaysAndThatIsSaidOnce(Damage damage) throws Exception {
    publish(1, "ann");
    assertThat(newest()).contains("directory 1");
    damage.doTo(this, publish(2, "bob"));

    try (var warnings = new Warnings(Directory.class.getName())) {
      assertThat(newest()).contains("directory 1");
      assertThat(newest()).contains("directory 1");

      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .contains("snapshot refused", "number=2", "s3://data/directory/");
    }
    publish(3, "eve");
    assertThat(newest()).contains("directory 3");
  }

  @ParameterizedTest
  @EnumSource
  void whoComesNewTakesTheSnapshotBeforeABrokenOne(Damage damage) throws Exception {
    publish(1, "ann");
    damage.doTo(this, publish(2, "bob"));

    assertThat(newest()).contains("directory 1");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MISSING_INDEX")
  void nobodyKnowsEndpointsIfThereAreOnlyBrokenSnapshots(Damage damage) throws Exception {
    damage.doTo(this, publish(1, "ann"));

    assertThatThrownBy(directory::newest)
        .isInstanceOf(NoAnswer.class)
        .hasMessageContainingAll("s3://data/directory/", "ut any file with endpoints again");
  }

  /** It may have been put a moment ago. */
  @Test
  void aFileThatIsNotThereIsWaitedFor() throws Exception {
    var only = publish(1, "ann");
    var index = read(only.index().key());
    Damage.MISSING_INDEX.doTo(this, only);

    assertThatThrownBy(directory::newest).isInstanceOf(NotYet.class);
    store(only.index().key(), index);
    assertThat(newest()).contains("directory 1");
  }

  @Test
  void aSnapshotThatWasMendedIsUsed() throws Exception {
    publish(1, "ann");
    var second = publish(2, "bob");
    var index = read(second.index().key());
    Damage.OTHER_INDEX.doTo(this, second);
    assertThat(newest()).contains("directory 1");

    store(second.index().key(), index);

    assertThat(newest()).contains("directory 2");
  }

  @Test
  void thereIsNoSnapshotAtFirst() {
    assertThat(directory.newest()).isEmpty();
    assertThat(snapshots.newest().number()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_JSON", "EMPTY_RECORD", "ANOTHERS_RECORD", "LATER_VERSION"})
  void afterABrokenRecordTheNextSnapshotTakesTheNextNumber(Damage damage) throws Exception {
    var first = publish(1, "ann");
    damage.doTo(this, publish(2, "bob"));

    var newest = snapshots.newest();

    assertThat(newest.number()).isEqualTo(2);
    assertThat(newest.record()).isEqualTo(first);
    assertThat(newest.isOf(first.sources())).as("up to date").isFalse();
  }

  @Test
  void aSnapshotWhoseFilesAreDeletedIsReadOn() throws Exception {
    publish(1, "ann");
    var old = directory.newest().orElseThrow();
    var found = old.find(UserBatch.of(0, List.of("ann"), 0, true));
    publish(2, "bob");
    assertThat(newest()).contains("directory 2");

    assertThat(old.find(UserBatch.of(0, List.of("ann", "bob"), 0, true)).size()).isOne();
    assertThat(old.values(found, List.of("Address")))
        .isDeepEqualTo(new byte[][][] {{"ann@example.com".getBytes(UTF_8)}});
  }

  @Test
  void anOldSnapshotWithoutItsAddressesIsNoAnswerOrWaitedFor() throws Exception {
    var first = publish(1, "ann");
    var old = directory.newest().orElseThrow();
    var found = old.find(UserBatch.of(0, List.of("ann"), 0, true));

    s3.remove(BUCKET, first.details().key());
    assertThatThrownBy(() -> old.values(found, List.of("Address"))).isInstanceOf(NotYet.class);
    store(first.details().key(), "another file".getBytes(UTF_8));
    assertThatThrownBy(() -> old.values(found, List.of("Address")))
        .isInstanceOf(NoAnswer.class)
        .hasMessageContaining(first.details().key());
  }

  @Test
  void whateverElseLiesBesideTheRecordsIsNoSnapshot() throws Exception {
    publish(1, "ann");
    store("directory/snapshots/readme.txt", new byte[0]);
    store("directory/snapshots/000000000009.json.bak", new byte[0]);

    assertThat(snapshots.newest().number()).isOne();
    assertThat(newest()).contains("directory 1");
  }

  @Test
  void oldSnapshotsAreNotListedAgainAndAgain() throws Exception {
    for (int number = 1; number <= 50; number++) {
      publish(number, "ann");
    }
    assertThat(snapshots.newest().number()).isEqualTo(50);
    int before = s3.listed();

    publish(51, "bob");

    assertThat(snapshots.newest().number()).isEqualTo(51);
    assertThat(s3.listed() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void recordsThatSomebodyDeletesAreForgotten() throws Exception {
    publish(1, "ann");
    var second = publish(2, "bob");
    assertThat(snapshots.newest().number()).isEqualTo(2);

    s3.remove(BUCKET, key(second));

    assertThat(snapshots.newest().number()).isOne();
  }

  /** Whoever had the old one of this number would reach people who have opted out since. */
  @Test
  void aNumberThatIsGivenAgainIsAnotherSnapshot() throws Exception {
    var old = publish(1, "ann");
    var before = directory.newest().orElseThrow();
    s3.remove(BUCKET, key(old));
    publish(1, "bob");

    var after = directory.newest().orElseThrow();

    assertThat(after.find(UserBatch.of(0, List.of("bob"), 0, true)).size()).isOne();
    assertThat(before.isOvertakenBy(after)).isTrue();
    assertThat(after.isOvertakenBy(directory.newest().orElseThrow())).isFalse();
  }

  @Test
  void whatWasDeletedForGoodIsNotGoneBackToAtOnceButInTheEnd() throws Exception {
    publish(1, "ann");
    var second = publish(2, "bob");
    assertThat(newest()).contains("directory 2");
    s3.remove(BUCKET, key(second));

    assertThat(newest()).as("S3 may not show it").contains("directory 2");
    clock.advance(PATIENCE);
    assertThat(newest()).contains("directory 1");
  }

  @Test
  void whatWasNotShownForAMomentStays() throws Exception {
    publish(1, "ann");
    publish(2, "bob");
    assertThat(newest()).contains("directory 2");
    s3.hide(BUCKET, "directory/snapshots/000000000002");
    assertThat(newest()).contains("directory 2");
    s3.show();
    assertThat(newest()).contains("directory 2");
    s3.hide(BUCKET, "directory/snapshots/000000000002");
    clock.advance(PATIENCE);

    assertThat(newest()).as("since it was seen again").contains("directory 2");
  }

  private Optional<String> newest() {
    return directory.newest().map(Snapshot::name);
  }

  /** A snapshot that knows one user. */
  private SnapshotRecord publish(int number, String user) throws IOException {
    var index = folder.resolve("users");
    var details = folder.resolve("details");
    try (var writer = new SnapshotWriter(index, details, List.of("Address"), 1)) {
      var text = user + user + "-1" + user + "@example.com";
      int length = user.length();
      writer.add(text.getBytes(UTF_8), new int[] {length, length + 2, length + 12}, 0, 0);
      writer.finish(ForkJoinPool.commonPool());
    }
    var record =
        new SnapshotRecord(
            SnapshotRecord.VERSION,
            number,
            "sources of " + number,
            new ArrayList<>(),
            file(number, Files.readAllBytes(index)),
            file(number, Files.readAllBytes(details)),
            file(number, new byte[0]),
            1,
            1,
            0,
            0,
            0);
    Files.delete(index);
    Files.delete(details);
    assertThat(snapshots().publish(record)).isTrue();
    return record;
  }

  private SnapshotRecord.File file(long number, byte[] content) throws IOException {
    var path = Files.write(folder.resolve("file"), content);
    var sha256 = Fingerprint.of(path);
    var key = Snapshots.fileKey(number, sha256);
    store(key, content);
    return new SnapshotRecord.File(key, content.length, sha256);
  }

  private void change(SnapshotRecord snapshot, Consumer<ObjectNode> change) throws IOException {
    var record = (ObjectNode) JSON.readTree(read(key(snapshot)));
    change.accept(record);
    store(key(snapshot), JSON.writeValueAsBytes(record));
  }

  private void store(String key, byte[] content) {
    s3.store(BUCKET, key, content);
  }

  private byte[] read(String key) {
    return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
  }

  private static String key(SnapshotRecord snapshot) {
    return "directory/snapshots/%012d.json".formatted(snapshot.number());
  }
}
