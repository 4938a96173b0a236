package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.endpoint.directory.Snapshots.Newest;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.notification.Notification;

/** When people are told of the endpoint directory, and when they are not told again. */
class DirectoryNoticesTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final DirectoryNotices notices = new DirectoryNotices("data");

  @Test
  void rowsThatWereLeftOutAreToldOnceForAsLongAsTheyStayTheSame() {
    var first = snapshot(1, 0, "none");
    var second = snapshot(2, 3, "three rows");

    assertThat(notices.isNews(null, null)).isFalse();
    assertThat(notices.isNews(first, null)).isTrue();
    assertThat(notices.isNews(second, first)).isTrue();
    assertThat(notices.isNews(snapshot(3, 3, "three rows"), second)).isFalse();
    assertThat(notices.isNews(snapshot(3, 3, "three others"), second)).isTrue();
    assertThat(notices.isNews(snapshot(3, 0, "none"), second)).as("all are mended").isFalse();
    assertThat(notices.isNews(snapshot(3, 3, "three rows"), null)).as("for all we know").isTrue();
  }

  @Test
  void aFileThatIsPutAgainAsItWasIsToldAgain() {
    assertThat(refused(NOON).once())
        .isEqualTo(refused(NOON).once())
        .isNotEqualTo(refused(NOON.plusSeconds(1)).once());
    assertThat(notUnderstood("1").once())
        .isEqualTo(notUnderstood("1").once())
        .isNotEqualTo(notUnderstood("2").once());
  }

  @Test
  void whoDeletesTheVersionInUseIsToldHowToGoBack() {
    var known = SourceNotes.Known.of(Set.of(), NOON);
    var file = new SourceFile("data", "endpoints/full/9/a.csv", "e", NOON, false);
    var newest = new Newest(7, SourcesTest.snapshotOf("s3://data/endpoints/full/10/a.csv"));

    assertThat(notices.gone(Sources.of(List.of(file), Set.of(), known), newest).text())
        .contains("s3://data/endpoints/full/10/ is gone", "is s3://data/endpoints/full/9/.");
    assertThat(notices.gone(Sources.of(List.of(), Set.of(), known), newest).text())
        .contains("There is no other.");
  }

  private Notification refused(Instant put) {
    var file = new SourceFile("data", "endpoints/a.csv", "e", put, false);
    return notices.refused(new Refusal(file, "why", false, false));
  }

  private Notification notUnderstood(String sequencer) {
    return notices.notUnderstood(new UploadEvent("data", "endpoints/a.doc", "e", 1, sequencer));
  }

  private static SnapshotRecord snapshot(long number, long rejected, String rejects) {
    var none = new SnapshotRecord.File("", 0, "");
    var file = new SnapshotRecord.File("directory/files/" + rejects, 1, rejects);
    return new SnapshotRecord(
        SnapshotRecord.VERSION, number, "", List.of(), none, none, file, 1, 1, 0, 0, rejected);
  }
}
