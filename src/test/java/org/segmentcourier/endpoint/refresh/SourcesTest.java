package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.aws.Records;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.fake.FakeS3;

class SourcesTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void ofSeveralVersionsOfTheWholeTheGreatestNameCounts() {
    var sources =
        sources(
            file("endpoints/full/2026-11-02/a.csv", 3),
            file("endpoints/full/2026-11-10/b.csv", 2),
            file("endpoints/full/2026-11-10/deeper/c.csv", 2),
            file("endpoints/full/2026-10-30/d.csv", 1));

    assertThat(keys(sources))
        .containsExactly(
            "endpoints/full/2026-11-10/b.csv", "endpoints/full/2026-11-10/deeper/c.csv");
  }

  @Test
  void numbersInNamesOfVersionsAreComparedAsNumbers() {
    assertThat(
            Stream.of("9", "v", "10", "v9.2", "v10", "v9.10", "2026-11-28b", "2026-11-28", "009")
                .map(Version::new)
                .sorted()
                .map(Version::name))
        .containsExactly(
            "009", "9", "10", "2026-11-28", "2026-11-28b", "v", "v9.2", "v9.10", "v10");
  }

  @Test
  void aVersionOfTheWholeIsAFolder() {
    assertThat(Version.of("endpoints/full/v/deeper/a.csv")).contains(new Version("v"));
    assertThat(Version.of("endpoints/full/a.csv")).isEmpty();
    assertThat(Version.of("endpoints/full//a.csv")).isEmpty();
    assertThat(EndpointFiles.holdsEndpoints("endpoints/full/v/a.csv")).isTrue();
    assertThat(EndpointFiles.holdsEndpoints("endpoints/full/a.csv")).isFalse();
    assertThat(Version.saysAllThere("endpoints/full/v/_SUCCESS")).isTrue();
    assertThat(Version.saysAllThere("endpoints/full/v/deeper/_SUCCESS")).isFalse();
    assertThat(Version.saysAllThere("endpoints/_SUCCESS")).isFalse();
  }

  @Test
  void aFileOfTheWholeThatIsPutAgainForgetsNoChangesPutSinceItBegan() {
    var again =
        Sources.of(
            List.of(file("endpoints/full/v/1.csv", 9), file("endpoints/between.csv", 3)),
            Set.of(),
            known(record -> record.noteBegun(new Version("v"), NOON.minusSeconds(60 - 2))));

    assertThat(keys(again)).containsExactly("endpoints/between.csv", "endpoints/full/v/1.csv");
    assertThat(again.unnoted()).isEmpty();
  }

  @Test
  void theBeginningOfAVersionIsToBeNotedOnce() {
    var files = List.of(file("endpoints/full/v/1.csv", 3), file("endpoints/full/v/2.csv", 2));

    assertThat(Sources.of(files, Set.of(), NOTHING).unnoted())
        .hasValueSatisfying(
            whole -> assertThat(whole.begun()).isEqualTo(NOON.minusSeconds(60 - 2)));
    assertThat(
            Sources.of(
                    files,
                    Set.of(),
                    known(record -> record.noteBegun(new Version("v"), NOON.minusSeconds(60 - 3))))
                .unnoted())
        .as("noted too late")
        .isPresent();
  }

  /** A change may be put while a version of several files is going up. */
  @Test
  void rowsOfTheWholeAreAsOldAsItsBeginningAndThoseOfChangesAsTheirFiles() {
    var change = file("endpoints/between.csv", 3);
    var last = file("endpoints/full/v/2.csv", 4);
    var sources = sources(file("endpoints/full/v/1.csv", 2), change, last);

    assertThat(sources.dated(last)).isEqualTo(NOON.minusSeconds(60 - 2));
    assertThat(sources.dated(change)).isEqualTo(change.modified());
  }

  @Test
  void theSameBytesPutAgainMakeAnotherDirectorySinceTheirTimeDecides() {
    var once = sources(file("endpoints/a.csv", 1), file("endpoints/b.csv", 2));
    var twice = sources(file("endpoints/a.csv", 3), file("endpoints/b.csv", 2));

    assertThat(once.fingerprint(List.of())).isNotEqualTo(twice.fingerprint(List.of()));
  }

  @Test
  void aVersionThatIsGoneIsNoReasonToGoBack() {
    var newest = snapshotOf("s3://data/endpoints/full/v10/a.csv");

    assertThat(sources(file("endpoints/full/v9/a.csv", 1)).gone(newest, "data"))
        .contains(new Version("v10"));
    assertThat(sources(file("endpoints/a.csv", 1)).gone(newest, "data")).isPresent();
    assertThat(sources(file("endpoints/full/v10/b.csv", 1)).gone(newest, "data")).isEmpty();
    assertThat(sources(file("endpoints/full/v11/a.csv", 1)).gone(newest, "data")).isEmpty();
    assertThat(sources(file("endpoints/a.csv", 1)).gone(null, "data")).isEmpty();
    assertThat(
            sources(file("endpoints/a.csv", 1))
                .gone(snapshotOf("s3://import/endpoints/full/v/a.csv"), "data"))
        .as("of another bucket")
        .isEmpty();
  }

  @Test
  void aWholeWithLessThanHalfOfTheUsersIsAllIfSomebodySaysSo() {
    var newest = snapshotOf("s3://data/endpoints/full/v1/a.csv", 100);
    var part = List.of(file("endpoints/full/v2/a.csv", 1));
    var version = new Version("v2");

    assertThat(Sources.of(part, Set.of(), NOTHING).isTooSmall(49, newest)).isTrue();
    assertThat(Sources.of(part, Set.of(), NOTHING).isTooSmall(50, newest)).isFalse();
    assertThat(Sources.of(part, Set.of(), NOTHING).isTooSmall(1, null)).isFalse();
    assertThat(Sources.of(part, Set.of(version), NOTHING).isTooSmall(1, newest)).isFalse();
    assertThat(sources(file("endpoints/a.csv", 1)).isTooSmall(1, newest)).isFalse();
  }

  @Test
  void changesCountIfTheyWerePutSinceTheVersionBegan() {
    var sources =
        sources(
            file("endpoints/before.csv", 1),
            file("endpoints/full/v/1.csv", 2),
            file("endpoints/between.csv", 3),
            file("endpoints/full/v/2.csv", 4),
            file("endpoints/changes/after.csv", 5));

    assertThat(keys(sources))
        .containsExactly(
            "endpoints/between.csv",
            "endpoints/changes/after.csv",
            "endpoints/full/v/1.csv",
            "endpoints/full/v/2.csv");
  }

  @Test
  void withoutAWholeAllFilesCount() {
    assertThat(keys(sources(file("endpoints/b.csv", 1), file("endpoints/a.csv", 9))))
        .containsExactly("endpoints/a.csv", "endpoints/b.csv");
  }

  @Test
  void theyAreKnownByTheirFilesAndVersionsInWhateverOrder() {
    var one = sources(file("endpoints/a.csv", 1), file("endpoints/b.csv", 2));
    var same = sources(file("endpoints/b.csv", 2), file("endpoints/a.csv", 1));
    var replaced =
        sources(
            file("endpoints/a.csv", 1),
            new SourceFile("data", "endpoints/b.csv", "other", NOON.minusSeconds(58), false));

    assertThat(one.fingerprint(List.of())).isEqualTo(same.fingerprint(List.of()));
    assertThat(one.fingerprint(List.of())).isNotEqualTo(replaced.fingerprint(List.of()));
  }

  @Test
  void otherColumnsMakeAnotherDirectory() {
    var sources = sources(file("endpoints/a.csv", 1));

    assertThat(sources.fingerprint(List.of("Location.Country")))
        .isNotEqualTo(sources.fingerprint(List.of()))
        .isNotEqualTo(sources.fingerprint(List.of("Location.City")));
  }

  @Test
  void refusedFilesAreLeftOutButTheirVersionOfTheWholeIsTheOneThatCounts() {
    var sources =
        sources(
            file("endpoints/full/v1/a.csv", 1),
            file("endpoints/full/v2/broken.csv", 2),
            file("endpoints/full/v2/c.csv", 4),
            file("endpoints/d.csv", 3),
            file("endpoints/broken.json", 5));

    assertThat(keys(sources)).containsExactly("endpoints/d.csv", "endpoints/full/v2/c.csv");
    assertThat(sources.refused())
        .extracting(SourceFile::key)
        .containsExactly("endpoints/broken.json", "endpoints/full/v2/broken.csv");
  }

  @Test
  void aFileOfTheWholeIsNeededAndSoIsOneThatTheNewestSnapshotWasMadeFrom() {
    var newest = snapshotOf("s3://data/endpoints/known.csv");

    assertThat(Sources.isNeeded(file("endpoints/full/v/a.csv", 1), null)).isTrue();
    assertThat(Sources.isNeeded(file("endpoints/full/v/a.csv", 1), newest)).isTrue();
    assertThat(Sources.isNeeded(file("endpoints/known.csv", 1), newest)).isTrue();
    assertThat(Sources.isNeeded(file("endpoints/known.csv", 1), null)).isFalse();
    assertThat(Sources.isNeeded(file("endpoints/new.csv", 1), newest)).isFalse();
  }

  @Test
  void aFileReplacesAnotherVersionThatTheNewestSnapshotWasMadeFrom() {
    var newest = snapshotOf("s3://data/endpoints/known.csv");
    var same =
        new SourceFile("data", "endpoints/known.csv", "an earlier version", Instant.EPOCH, false);

    assertThat(Sources.isReplacing(file("endpoints/known.csv", 1), newest)).isTrue();
    assertThat(Sources.isReplacing(same, newest)).isFalse();
    assertThat(Sources.isReplacing(file("endpoints/new.csv", 1), newest)).isFalse();
    assertThat(Sources.isReplacing(file("endpoints/known.csv", 1), null)).isFalse();
  }

  /** One that was made from an earlier version of a file. */
  static SnapshotRecord snapshotOf(String file) {
    return snapshotOf(file, 0);
  }

  private static SnapshotRecord snapshotOf(String file, long users) {
    var none = new SnapshotRecord.File("", 0, "");
    return new SnapshotRecord(
        SnapshotRecord.VERSION,
        1,
        "",
        List.of(new SnapshotRecord.Source(file, "an earlier version")),
        none,
        none,
        none,
        users,
        0,
        0,
        0,
        0);
  }

  @Test
  void theyAreUnquietForAWhileAfterTheLastPut() {
    var sources = sources(file("endpoints/a.csv", 0), file("endpoints/b.csv", 40));

    assertThat(sources.isUnquiet(Duration.ofSeconds(21))).isTrue();
    assertThat(sources.isUnquiet(Duration.ofSeconds(20))).isFalse();
  }

  @Test
  void anUploadIsOvertakenByALaterOneButNotWhenItIsGone() {
    var sources =
        sources(file("endpoints/a.csv", 3), file("endpoints/b.csv", 3), file("endpoints/c.csv", 1));

    assertThat(sources.isOvertaken("s3://data/endpoints/a.csv")).as("of the same second").isTrue();
    assertThat(sources.isOvertaken("s3://data/endpoints/c.csv")).isTrue();
    assertThat(sources.isOvertaken("s3://data/endpoints/b.csv")).as("the last").isFalse();
    assertThat(sources.isOvertaken("s3://data/endpoints/gone.csv")).isFalse();
    assertThat(sources.isOvertaken("an operator")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a.csv, CSV",
    "a.csv.gz, CSV",
    "a.json, JSON_LINES",
    "a.ndjson, JSON_LINES",
    "a.jsonl.gz, JSON_LINES",
    "0001.gz, JSON_LINES",
    "a.parquet, PARQUET",
    "A.CSV.GZ, CSV"
  })
  void aFormatIsToldByTheName(String name, SourceFormat format) {
    assertThat(SourceFormat.of("endpoints/" + name)).contains(format);
  }

  @ParameterizedTest
  @CsvSource({"a.xlsx", "a.txt", "csv", "a.parquet.gz.zip"})
  void otherNamesHoldNoEndpoints(String name) {
    assertThat(SourceFormat.of("endpoints/" + name)).isEmpty();
  }

  /** One that was put in this second of the minute before noon. */
  private static SourceFile file(String key, int second) {
    var put = NOON.minusSeconds(60 - second);
    return new SourceFile("data", key, "etag of " + key, put, false);
  }

  private static Sources sources(SourceFile... files) {
    return Sources.of(
        List.of(files),
        Set.of(),
        known(
            record -> {
              for (var file : files) {
                if (file.key().contains("broken")) {
                  record.noteRefused(file, "why");
                }
              }
            }));
  }

  /** Notes something. */
  private interface Noting {
    void in(SourceNotes notes) throws JsonProcessingException;
  }

  private static final SourceNotes.Known NOTHING = SourceNotes.Known.of(Set.of(), NOON);

  /** What is known at noon. */
  private static SourceNotes.Known known(Noting noting) {
    var s3 = new FakeS3();
    var notes = new SourceNotes(s3, new Records(s3, "data"), "data");
    try {
      noting.in(notes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return SourceNotes.Known.of(notes.read().names(), NOON);
  }

  private static List<String> keys(Sources sources) {
    return sources.files().stream().map(SourceFile::key).toList();
  }
}
