package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.endpoint.directory.Snapshots;
import org.segmentcourier.fake.FakeS3;

class WatchedDirectoryTest {

  private final FakeS3 s3 = new FakeS3();
  private final Snapshots snapshots = new Snapshots(s3, new Records(s3, "data"), "data");
  private final List<Refresh> ordered = new ArrayList<>();
  private final WatchedDirectory directory =
      new WatchedDirectory(
          snapshots, ordered::add, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

  @Test
  void beforeTheFirstSnapshotThereIsNoneToShow() {
    assertThat(directory.getSnapshot()).isNull();
  }

  @Test
  void theNewestSnapshotIsShownWithItsAgeAndWhatItWasMadeFrom() throws Exception {
    var before = Instant.now().minusSeconds(2);
    snapshots.publish(snapshot(1, 5));
    snapshots.publish(snapshot(2, 7));

    var shown = directory.getSnapshot();

    assertThat(shown.getNumber()).isEqualTo(2);
    assertThat(shown.getUsers()).isEqualTo(7);
    assertThat(shown.getFiles()).containsExactly("s3://data/endpoints/all.csv");
    assertThat(Instant.parse(shown.getMade())).isAfter(before);
    assertThat(shown.getAgeSeconds()).isBetween(7190L, 7300L);
  }

  @Test
  void eachWishToHaveItLookedAtIsATickOfItsOwn() {
    directory.refresh();
    directory.refresh();

    assertThat(ordered).extracting(Refresh::deduplicationId).doesNotHaveDuplicates().hasSize(2);
    assertThat(ordered).extracting(Refresh::cause).containsOnly("somebody wants it");
  }

  private static SnapshotRecord snapshot(long number, long users) {
    var file = new SnapshotRecord.File("directory/x", 1, "00");
    return new SnapshotRecord(
        SnapshotRecord.VERSION,
        number,
        "sources",
        List.of(new SnapshotRecord.Source("s3://data/endpoints/all.csv", "e")),
        file,
        file,
        file,
        users,
        users * 2,
        1,
        2,
        3);
  }
}
