package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.Account;

/** What of {@code deploy/template.yaml} no sandbox shows. */
class ShippedTemplateTest {

  private static final int LONGEST_RETENTION = 14 * 24 * 3600;

  private Plan plan;

  @BeforeEach
  void read() throws Exception {
    var template = Template.parse(Files.readString(Path.of("deploy/template.yaml")));
    plan = Plan.of(template, Account.SANDBOX, "stack", Map.of());
  }

  /** An order that nobody could work on over some days off must still be there afterwards. */
  @Test
  void everyQueueKeepsItsMessagesForAsLongAsSqsDoes() {
    assertThat(queues()).hasSize(12);
    assertThat(queues())
        .allSatisfy(
            queue ->
                assertThat(queue.properties().path("MessageRetentionPeriod").asInt())
                    .as(queue.logicalId())
                    .isEqualTo(LONGEST_RETENTION));
  }

  private List<Plan.Step> queues() {
    return plan.steps().stream().filter(step -> step.type().equals("AWS::SQS::Queue")).toList();
  }
}
