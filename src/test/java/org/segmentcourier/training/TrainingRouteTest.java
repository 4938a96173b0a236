package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

class TrainingRouteTest {

  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void anUploadBecomesAFinishedSegmentJob() {
    bench.upload(Bookshop.putAll(bench.s3));

    bench.runToRest();

    assertThat(bench.personalize.created)
        .hasSize(10)
        .last()
        .asString()
        .matches("batch_subjects_[0-9a-f]{16}");
    assertThat(bench.told())
        .extracting(Notification::summary)
        .containsExactly("The personalization workflow for bookshop completed successfully");
    assertThat(bench.changes())
        .startsWith("Dataset Group CREATING", "Schema CREATING", "Schema CREATING")
        .endsWith("Batch Segment Job CREATING", "Batch Segment Job ACTIVE");
  }
}
