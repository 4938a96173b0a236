package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many more files at once than there are places. */
class ManyImportsTest extends ImportRoutesTest {

  private static final List<String> KEYS =
      IntStream.range(0, 60).mapToObj("pinpoint/%02d.csv"::formatted).toList();

  @Test
  void sixtyFilesAtOnceAreImportedOnceEachAndTwoAtATime() throws Exception {
    pinpoint.takeTime(Duration.ofMillis(200));
    sqs.delay(IMPORTS, Duration.ofMillis(100));

    KEYS.forEach(this::upload);

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> sns.published().size() == KEYS.size() && sqs.isDrained());
    assertThat(pinpoint.started())
        .extracting(request -> request.importJobRequest().s3Url())
        .containsExactlyInAnyOrderElementsOf(KEYS.stream().map("s3://import/"::concat).toList());
    assertThat(sns.published())
        .extracting(message -> message.subject())
        .containsExactlyInAnyOrderElementsOf(
            KEYS.stream().map(key -> "segment-courier: imported " + key.substring(9)).toList());
    assertThat(pinpoint.mostAtOnce()).isEqualTo(2);
    assertThat(pinpoint.calls())
        .as("calls of Pinpoint; one of each tick would be %d", ticks())
        .isLessThan(10 * KEYS.size());
  }

  private int ticks() {
    return sqs.sentTo(IMPORTS).size();
  }

  private void upload(String key) {
    upload(key, "Id\n" + key, Instant.now());
  }
}
