package org.segmentcourier.endpoint.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.Warnings;

/** Files of snapshots to which nobody looks back any more go. */
class OldSnapshotsTest {

  private static final String BUCKET = "data";

  private final FakeS3 s3 = new FakeS3();
  private final Snapshots snapshots = new Snapshots(s3, new Records(s3, BUCKET), BUCKET);

  @Test
  void theFilesOfTheLastTenStayAndOlderOnesGo() throws Exception {
    var newest = publish(12);

    snapshots.dropOld(newest);

    assertThat(keys("directory/files/"))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(3, 12).boxed().flatMap(OldSnapshotsTest::files).toList());
  }

  @Test
  void recordsStayForManifestsNameThemAndRowsThatAreNoEndpointsStay() throws Exception {
    var newest = publish(12);

    snapshots.dropOld(newest);

    assertThat(keys("directory/snapshots/")).hasSize(12);
    assertThat(keys("directory/rejects/")).hasSize(12);
  }

  @Test
  void whatSomebodyElsePutThereStaysUnlessItIsInSuchAPlace() throws Exception {
    var newest = publish(12);
    s3.store(BUCKET, "directory/files.txt", new byte[0]);

    snapshots.dropOld(newest);

    assertThat(keys("directory/files.txt")).hasSize(1);
  }

  @Test
  void whereNothingMayBeDeletedASnapshotIsMadeNeverthelessAndItIsSaid() throws Exception {
    var newest = publish(11);
    s3.forbid(BUCKET, Snapshots.fileKey(1, "index"));

    try (var warnings = new Warnings(Snapshots.class.getName())) {
      snapshots.dropOld(newest);

      assertThat(warnings.messages())
          .singleElement()
          .asString()
          .contains("files of old snapshots stay", "s3://data/directory/files/", "Access Denied");
    }
  }

  private SnapshotRecord publish(long snapshotCount) throws JsonProcessingException {
    SnapshotRecord last = null;
    for (long number = 1; number <= snapshotCount; number++) {
      last = record(number);
      for (var file : List.of(last.index(), last.details(), last.rejects())) {
        s3.store(BUCKET, file.key(), new byte[1]);
      }
      assertThat(snapshots.publish(last)).isTrue();
    }
    return last;
  }

  private static SnapshotRecord record(long number) {
    return new SnapshotRecord(
        SnapshotRecord.VERSION,
        number,
        "sources",
        List.of(),
        new SnapshotRecord.File(Snapshots.fileKey(number, "index"), 1, "index"),
        new SnapshotRecord.File(Snapshots.fileKey(number, "details"), 1, "details"),
        new SnapshotRecord.File(Snapshots.rejectsKey("rejects" + number), 1, "rejects" + number),
        1,
        1,
        0,
        0,
        1);
  }

  private static Stream<String> files(long number) {
    return Stream.of(Snapshots.fileKey(number, "details"), Snapshots.fileKey(number, "index"))
        .map(key -> BUCKET + "/" + key);
  }

  private List<String> keys(String prefix) {
    return s3.keys().stream().filter(key -> key.startsWith(BUCKET + "/" + prefix)).toList();
  }
}
