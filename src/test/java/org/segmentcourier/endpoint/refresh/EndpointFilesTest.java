package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.endpoint.directory.Snapshots.Newest;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.FakeS3;

/** Which files in S3 make the directory; those for Pinpoint feed it, too. */
class EndpointFilesTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private static final Newest NONE = new Newest(0, null);

  private final FakeS3 s3 = new FakeS3();
  private final EndpointFiles files =
      new EndpointFiles(s3, new SourceNotes(s3, new Records(s3, "data"), "data"), "data", "import");

  @Test
  void aFileForPinpointCountsOnceItsUploadWasHeardOf() throws Exception {
    put("data", "endpoints/a.csv", "a", NOON);
    put("import", "pinpoint/known.csv", "b", NOON);
    put("import", "pinpoint/others.csv", "c", NOON);

    assertThat(files.feed(upload("pinpoint/known.csv"))).isTrue();

    assertThat(files.list().files())
        .extracting(SourceFile::key, SourceFile::feed)
        .containsExactly(tuple("endpoints/a.csv", false), tuple("pinpoint/known.csv", true));
  }

  @Test
  void ourOwnSegmentFilesAndWhatIsNotThereAreNoFeeds() throws Exception {
    put("import", "pinpoint/ITEMSgenresAction_20261124-101500.csv", "a", NOON);
    s3.ofJob("import", "pinpoint/ITEMSgenresAction_20261124-101500.csv", "arn:aws:personalize:…");
    put("import", "pinpoint/hidden.csv", "a", NOON);
    s3.forbid("import", "pinpoint/hidden.csv");
    put("import", "pinpoint/readme.txt", "a", NOON);

    assertThat(files.feed(upload("pinpoint/ITEMSgenresAction_20261124-101500.csv"))).isFalse();
    assertThat(files.feed(upload("pinpoint/hidden.csv"))).isFalse();
    assertThat(files.feed(upload("pinpoint/gone.csv"))).isFalse();
    assertThat(files.feed(upload("pinpoint/readme.txt"))).isFalse();

    assertThat(files.list().files()).isEmpty();
  }

  @Test
  void aFeedThatWasDeletedCountsNoMore() throws Exception {
    put("import", "pinpoint/deleted.csv", "a", NOON);
    files.feed(upload("pinpoint/deleted.csv"));

    s3.remove("import", "pinpoint/deleted.csv");
    assertThat(files.list().files()).isEmpty();
  }

  /** Its endpoints must not be gone in between, nor for good should it be unreadable. */
  @Test
  void aNewVersionOfAFeedIsOneBeforeItsUploadWasHeardOf() throws Exception {
    put("import", "pinpoint/replaced.csv", "a", NOON);
    files.feed(upload("pinpoint/replaced.csv"));

    var etag = s3.upload("import", "pinpoint/replaced.csv", "b", NOON);

    assertThat(files.list().files()).singleElement().returns(etag, SourceFile::etag);
    int heads = s3.heads();
    files.list();
    assertThat(s3.heads()).as("it is looked at once").isEqualTo(heads);
  }

  @Test
  void aSegmentFileOfOursInThePlaceOfAFeedIsNone() throws Exception {
    put("import", "pinpoint/a.csv", "a", NOON);
    files.feed(upload("pinpoint/a.csv"));

    put("import", "pinpoint/a.csv", "b", NOON);
    s3.ofJob("import", "pinpoint/a.csv", "arn:aws:personalize:…");

    assertThat(files.list().files()).isEmpty();
  }

  @Test
  void aVersionBeganWhenItWasFirstSeenWhateverIsPutAgain() throws Exception {
    put("data", "endpoints/full/v/1.csv", "a", NOON);
    files.list();
    put("data", "endpoints/change.csv", "b", NOON.plusSeconds(1));
    put("data", "endpoints/full/v/1.csv", "mended", NOON.plusSeconds(2));

    assertThat(files.list().files()).hasSize(2);
    int puts = s3.puts();
    files.list();
    assertThat(s3.puts()).as("it is noted once").isEqualTo(puts);
  }

  /** A tick comes half a minute later, or after an hour in which a snapshot is made. */
  @Test
  void thatAVersionHasBegunIsNotedWithTheNewsOfAFile() throws Exception {
    put("data", "endpoints/full/v/1.csv", "a", NOON);
    put("data", "endpoints/full/v/2.csv", "a", NOON.plusSeconds(1));
    files.begin(new UploadEvent("data", "endpoints/full/v/2.csv", "", 1, "1"));
    files.begin(new UploadEvent("data", "endpoints/change.csv", "", 1, "1"));
    files.begin(new UploadEvent("data", "endpoints/full/gone/1.csv", "", 1, "1"));
    put("data", "endpoints/change.csv", "b", NOON.plusSeconds(2));
    put("data", "endpoints/full/v/1.csv", "mended", NOON.plusSeconds(3));
    put("data", "endpoints/full/v/2.csv", "mended", NOON.plusSeconds(3));

    assertThat(files.list().whole())
        .hasValueSatisfying(whole -> assertThat(whole.begun()).isEqualTo(NOON));
  }

  @Test
  void aFileBesideTheFoldersOfVersionsIsNeitherTheWholeNorAChange() throws Exception {
    put("data", "endpoints/full/all.csv", "a", NOON);

    assertThat(files.list().files()).isEmpty();
    assertThat(refreshes().matters("endpoints/full/all.csv")).isFalse();
    assertThat(
            new DirectoryNotices("data")
                .notUnderstood(new UploadEvent("data", "endpoints/full/all.csv", "e", 1, "1"))
                .text())
        .contains("beside the folders", "s3://data/endpoints/full/2026-11-28/");
  }

  @Test
  void aVersionThatSeemsIncompleteIsHeldUntilSomethingComes() throws Exception {
    var refreshes = refreshes();
    put("data", "endpoints/full/v/1.csv", "a", NOON);
    var sources = files.list();
    assertThat(refreshes.isIncomplete(sources)).isFalse();

    files.hold(sources, refreshes.fingerprint(sources));

    assertThat(refreshes.isIncomplete(files.list())).isTrue();
    put("data", "endpoints/full/v/2.csv", "b", NOON.plusSeconds(1));
    assertThat(refreshes.isIncomplete(files.list())).as("with more files").isFalse();
    s3.remove("data", "endpoints/full/v/2.csv");
    assertThat(refreshes.isIncomplete(files.list())).isTrue();
    put("data", "endpoints/full/v/_SUCCESS", "", NOON.plusSeconds(1));
    assertThat(refreshes.isIncomplete(files.list())).as("if that is all").isFalse();
    assertThat(refreshes.matters("endpoints/full/v/_SUCCESS")).isTrue();
  }

  @Test
  void filesOfAnEarlierVersionArePassedOver() throws Exception {
    put("data", "endpoints/full/v10/1.csv", "a", NOON);
    var refreshes = refreshes();

    assertThat(refreshes.isPassedOver(refresh("endpoints/full/v9/1.csv"), files.list())).isTrue();
    assertThat(refreshes.isPassedOver(refresh("endpoints/full/v10/2.csv"), files.list())).isFalse();
    assertThat(refreshes.isPassedOver(refresh("endpoints/change.csv"), files.list())).isFalse();
    assertThat(
            new DirectoryNotices("data")
                .passedOver(refresh("endpoints/full/v9/1.csv"), files.list())
                .text())
        .contains("s3://data/endpoints/full/v9/", "s3://data/endpoints/full/v10/");
  }

  private static Refresh refresh(String key) {
    return Refresh.of(new UploadEvent("data", key, "", 1, "1"));
  }

  @Test
  void aFeedOlderThanTheWholeCountsNoMore() throws Exception {
    put("import", "pinpoint/before.csv", "a", NOON);
    put("data", "endpoints/full/v/all.csv", "b", NOON.plusSeconds(1));
    put("import", "pinpoint/since.csv", "c", NOON.plusSeconds(2));
    files.feed(upload("pinpoint/before.csv"));
    files.feed(upload("pinpoint/since.csv"));

    assertThat(files.list().files())
        .extracting(SourceFile::key)
        .containsExactly("endpoints/full/v/all.csv", "pinpoint/since.csv");
  }

  @Test
  void whatWasLeftOutIsNotListedAgain() throws Exception {
    put("data", "endpoints/broken.csv", "a", NOON);
    put("import", "pinpoint/ids.csv", "b", NOON);
    files.feed(upload("pinpoint/ids.csv"));
    for (var file : files.list().files()) {
      files.leaveOut(new Refusal(file, "why", file.feed(), false));
    }

    var sources = files.list();

    assertThat(sources.files()).isEmpty();
    assertThat(sources.refused())
        .extracting(SourceFile::key)
        .containsExactly("endpoints/broken.csv");
    put("data", "endpoints/broken.csv", "a", NOON.plusSeconds(1));
    assertThat(files.list().files()).as("put again as it was, it is told again").hasSize(1);
    put("data", "endpoints/broken.csv", "mended", NOON);
    assertThat(files.list().files()).hasSize(1);
  }

  @Test
  void noFeedIsLookedAtByItself() throws Exception {
    for (int i = 0; i < 100; i++) {
      put("import", "pinpoint/%d.csv".formatted(i), "content " + i, NOON);
      files.feed(upload("pinpoint/%d.csv".formatted(i)));
    }
    int heads = s3.heads();

    assertThat(files.list().files()).hasSize(100);
    assertThat(s3.heads()).isEqualTo(heads);
  }

  @Test
  void feedsAloneMakeNoDirectory() throws Exception {
    var refreshes = refreshes();
    put("import", "pinpoint/few.csv", "a", NOON);
    files.feed(upload("pinpoint/few.csv"));
    assertThat(refreshes.isDone(files.list(), NONE)).as("feeds alone").isTrue();

    put("data", "endpoints/many.csv", "b", NOON);
    assertThat(refreshes.isDone(files.list(), NONE)).as("with a file of its own").isFalse();
  }

  @Test
  void aFeedThatCantBeReadIsToldOnlyIfTheDirectoryIsHeldByIt() throws Exception {
    put("import", "pinpoint/few.csv", "a", NOON);
    files.feed(upload("pinpoint/few.csv"));
    var name = "s3://import/pinpoint/few.csv";
    var broken = new SnapshotBuild.Unread(Map.of(name, "why"), Set.of());
    var barren = new SnapshotBuild.Unread(Map.of(), Set.of(name));
    var sources = files.list();

    assertThat(refreshes().refusals(sources, NONE, broken))
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.isNews()).isFalse());
    assertThat(refreshes().refusals(sources, new Newest(1, SourcesTest.snapshotOf(name)), broken))
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.isNews() && refusal.holding()).isTrue());
    assertThat(refreshes().refusals(sources, new Newest(1, SourcesTest.snapshotOf(name)), barren))
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.isNews() || refusal.holding()).isFalse());
  }

  private static Refreshes refreshes() {
    return new Refreshes("data", Duration.ofSeconds(1), List.of());
  }

  private void put(String bucket, String key, String content, Instant put) {
    s3.upload(bucket, key, content, put);
  }

  private static UploadEvent upload(String key) {
    return new UploadEvent("import", key, "", 1, "1");
  }
}
