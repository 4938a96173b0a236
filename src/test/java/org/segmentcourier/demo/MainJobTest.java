package org.segmentcourier.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.RouteCoverage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main job from end to end, compared with the oracle. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MainJobTest {

  private static final Logger LOG = LoggerFactory.getLogger(MainJobTest.class);

  /** Components and data formats that the product is built on, and steps where they are at work. */
  private static final Map<String, List<String>> FIXED =
      Map.of(
          "aws2-s3", List.of("put:put-object"),
          "aws2-sqs",
              List.of(
                  "uploads:from",
                  "training:from",
                  "state-changes:from",
                  "deliveries:from",
                  "imports:from"),
          "aws2-eventbridge", List.of("put-event:put-on-bus"),
          "aws2-sns", List.of("notifications:publish-notification"),
          "jackson",
              List.of(
                  "import-tick:tick-as-json",
                  "put-event:event-as-json",
                  "order:order-json",
                  "notifications:as-json"),
          "csv", List.of("segment:rows-to-csv"));

  @RegisterExtension static final EndToEnd system = EndToEnd.alone("main-job");

  @Test
  void everyGoodQueryIsDeliveredAndEveryFixedComponentHasTakenPart() throws Exception {
    var job =
        new MainJob(
            Terminal.standard(),
            system.project(),
            system.folder(),
            system.sandbox(),
            system.application(),
            system.aws());

    boolean right = job.run();

    assertThat(right).as("what was delivered is what the oracle expects").isTrue();
    if (system.isOfImage()) {
      return; // whose JVM answers nobody
    }
    var coverage = RouteCoverage.of(system.application());
    LOG.info("exchanges by component or data format, and step:\n{}", coverage);
    FIXED.forEach(
        (what, steps) ->
            assertThat(coverage.used(what))
                .as("where %s was at work", what)
                .containsKeys(steps.toArray(String[]::new)));
  }
}
