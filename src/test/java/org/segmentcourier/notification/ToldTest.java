package org.segmentcourier.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.notification.Telling.OTHERS;
import static org.segmentcourier.notification.Telling.OURS;
import static org.segmentcourier.notification.Telling.TOLD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.aws.Records;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.FakeS3.Fault;
import org.segmentcourier.fake.Warnings;

/** Of several containers that want to tell one thing, one tells it. */
class ToldTest {

  private static final Notification DONE =
      new Notification("run/1", "done", "It is done", "All of it is done", Map.of());
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MANY = 16;

  private final FakeS3 s3 = new FakeS3();
  private final Told ours = teller();
  private final Told theirs = teller();

  @Test
  void whatNobodyKnowsIsOursToTell() {
    assertThat(ours.claim(DONE)).isEqualTo(OURS);
  }

  @Test
  void whoComesWhileItIsBeingToldDoesNotTellItNorTakeItForTold() {
    ours.claim(DONE);

    assertThat(theirs.claim(DONE)).isEqualTo(OTHERS);
  }

  @Test
  void whoComesAfterwardsFindsItTold() {
    ours.claim(DONE);
    ours.note(DONE);

    assertThat(theirs.claim(DONE)).isEqualTo(TOLD);
    assertThat(ours.claim(DONE)).isEqualTo(TOLD);
  }

  @Test
  void ofManyAtOnceOneTells() {
    assertThat(claims(MANY)).containsOnlyOnce(OURS).doesNotContain(TOLD);
  }

  @Test
  void aClaimThatIsOlderThanTellingTakesIsADeadTellersAndTakenOver() {
    theirs.claim(DONE);
    s3.pass(LONGEST.plusSeconds(2));

    assertThat(ours.claim(DONE)).isEqualTo(OURS);
    assertThat(teller().claim(DONE)).isEqualTo(OTHERS);
  }

  @Test
  void ofManyThatTakeOverOneTells() {
    theirs.claim(DONE);
    s3.pass(LONGEST.plusSeconds(2));

    assertThat(claims(MANY)).containsOnlyOnce(OURS).doesNotContain(TOLD);
  }

  @Test
  void whoWasOnlySlowHasToldAllTheSame() {
    theirs.claim(DONE);
    s3.pass(LONGEST.plusSeconds(2));
    ours.claim(DONE);
    theirs.note(DONE);

    assertThat(teller().claim(DONE)).isEqualTo(TOLD);
    ours.note(DONE);
    assertThat(teller().claim(DONE)).isEqualTo(TOLD);
  }

  @Test
  void whatWasToldAlongWithSomethingElseIsTold() {
    var along = new Notification("run/2", "note", "Please note", "Please note", Map.of());
    ours.claim(DONE);
    ours.note(DONE.besides("run/2"));

    assertThat(theirs.claim(along)).isEqualTo(TOLD);
  }

  @Test
  void aClaimWhoseAnswerWasLostIsOurs() {
    s3.failPuts(Fault.LOST_ANSWER);

    assertThat(ours.claim(DONE)).isEqualTo(OURS);
  }

  @Test
  void aMarkerOfAnEarlierVersionCountsAsTold() {
    s3.upload("data", "told/run/1", "{}", Instant.now());

    assertThat(ours.claim(DONE)).isEqualTo(TOLD);
  }

  /** Torn, empty or somebody else's: nobody is told, so the log says so. */
  @ParameterizedTest
  @ValueSource(strings = {"quiet!", "", "{\"teller\": \"0b", "[]"})
  void aMarkerThatIsNoneOfOursCountsAsToldAndIsLogged(String content) {
    s3.upload("data", "told/run/1", content, Instant.now());

    try (var warnings = new Warnings(Told.class.getName())) {
      assertThat(ours.claim(DONE)).isEqualTo(TOLD);
      assertThat(warnings.messages()).singleElement().asString().contains("told/run/1");
    }
  }

  @Test
  void aMarkerOfOursIsNotLogged() {
    ours.claim(DONE);
    ours.note(DONE);

    try (var warnings = new Warnings(Told.class.getName())) {
      assertThat(ours.claim(DONE)).isEqualTo(TOLD);
      assertThat(warnings.messages()).isEmpty();
    }
  }

  private Told teller() {
    return new Told(new Records(s3, "data"), LONGEST);
  }

  /** What several that look at once make of it, each in a thread of its own. */
  private List<Telling> claims(int tellers) {
    var pool = Executors.newFixedThreadPool(tellers);
    try {
      return Stream.generate(() -> CompletableFuture.supplyAsync(() -> teller().claim(DONE), pool))
          .limit(tellers)
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      pool.shutdown();
    }
  }
}
