package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.endpoint.directory.SnapshotRecord;

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
        Sources.of(
            List.of(
                file("endpoints/a.csv", 1),
                new SourceFile("data", "endpoints/b.csv", "other", NOON, false)),
            file -> false,
            NOON);

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

  /** One that was made from an earlier version of a file. */
  static SnapshotRecord snapshotOf(String file) {
    var none = new SnapshotRecord.File("", 0, "");
    return new SnapshotRecord(
        SnapshotRecord.VERSION,
        1,
        "",
        List.of(new SnapshotRecord.Source(file, "an earlier version")),
        none,
        none,
        none,
        0,
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
    return Sources.of(List.of(files), file -> file.key().contains("broken"), NOON);
  }

  private static List<String> keys(Sources sources) {
    return sources.files().stream().map(SourceFile::key).toList();
  }
}
