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
  void aFeedThatWasReplacedOrDeletedCountsNoMore() throws Exception {
    put("import", "pinpoint/replaced.csv", "a", NOON);
    put("import", "pinpoint/deleted.csv", "a", NOON);
    files.feed(upload("pinpoint/replaced.csv"));
    files.feed(upload("pinpoint/deleted.csv"));

    put("import", "pinpoint/replaced.csv", "b", NOON);
    s3.remove("import", "pinpoint/deleted.csv");
    assertThat(files.list().files()).isEmpty();

    files.feed(upload("pinpoint/replaced.csv"));
    assertThat(files.list().files()).hasSize(1);
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
