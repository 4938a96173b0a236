package org.segmentcourier.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.fake.ManualClock;

class OutcomeCountersTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OutcomeCounters counters = new OutcomeCounters(meters, new ManualClock());

  @ParameterizedTest
  @CsvSource({
    "IMPORT COMPLETE, segment.courier.imports, complete",
    "IMPORT FAILED, segment.courier.imports, failed",
    "UPDATE COMPLETE, segment.courier.trainings, complete",
    "UPDATE WAITING, segment.courier.trainings, waiting"
  })
  void importsAndTrainingRunsAreCountedByTheirResult(String status, String name, String result) {
    told(Map.of("status", status));

    assertThat(meters.get(name).tag("result", result).counter().count()).isEqualTo(1);
  }

  @Test
  void aDeliveryThatIsGivenUpHasFailed() {
    told(Map.of("status", "UNDELIVERABLE", "job", "arn"));
    told(Map.of("status", "MESSAGE SET ASIDE", "inbox", "deliveries"));
    told(Map.of("status", "MESSAGE SET ASIDE", "inbox", "imports"));
    told(Map.of("status", "DELIVERED"));

    assertThat(meters.get("segment.courier.deliveries.failed").counter().count()).isEqualTo(2);
  }

  @Test
  void fromTheUploadOfAFileToItsSegmentIsTimed() {
    told(Map.of("status", "IMPORT COMPLETE", "begun", "2026-11-24T10:14:00Z"));
    told(Map.of("status", "IMPORT FAILED", "begun", "2026-11-24T04:15:00Z"));

    var lag = meters.get("segment.courier.lag").tag("step", "import").timer();
    assertThat(lag.count()).isEqualTo(1);
    assertThat(lag.totalTime(TimeUnit.SECONDS)).isEqualTo(60);
  }

  /** Such as a wrong suppression list. */
  @Test
  void whatHasNoOutcomeIsNotCounted() {
    told(Map.of());

    assertThat(meters.getMeters()).hasSize(1);
  }

  private void told(Map<String, Object> data) {
    counters.count(new Notification("once", "subject", "summary", "text", data));
  }
}
