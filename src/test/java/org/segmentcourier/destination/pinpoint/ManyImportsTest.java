package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.RoutesUnderTest;

/** Many more files at once than there are places. */
class ManyImportsTest {

  private static final List<String> KEYS =
      IntStream.range(0, 60).mapToObj("pinpoint/%02d.csv"::formatted).toList();

  private final RoutesUnderTest routes = new RoutesUnderTest();

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void sixtyFilesAtOnceAreImportedOnceEachAndTwoAtATime() throws Exception {
    routes.pinpoint.takeTime(Duration.ofMillis(200));
    routes.sqs.delay(RoutesUnderTest.IMPORTS, Duration.ofMillis(100));
    routes.start("imports", "notifications", "errors");

    KEYS.forEach(this::upload);

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> routes.sns.published().size() == KEYS.size() && routes.sqs.isDrained());
    assertThat(routes.pinpoint.started())
        .extracting(request -> request.importJobRequest().s3Url())
        .containsExactlyInAnyOrderElementsOf(KEYS.stream().map("s3://import/"::concat).toList());
    assertThat(routes.sns.published())
        .extracting(message -> message.subject())
        .containsExactlyInAnyOrderElementsOf(
            KEYS.stream().map(key -> "segment-courier: imported " + key.substring(9)).toList());
    assertThat(routes.pinpoint.mostAtOnce()).isEqualTo(2);
    assertThat(routes.pinpoint.calls())
        .as("calls of Pinpoint; one of each tick would be %d", ticks())
        .isLessThan(10 * KEYS.size());
  }

  private int ticks() {
    return routes.sqs.sentTo(RoutesUnderTest.IMPORTS).size();
  }

  private void upload(String key) {
    routes.uploadToImport(key, "Id\n" + key, Instant.now());
  }
}
