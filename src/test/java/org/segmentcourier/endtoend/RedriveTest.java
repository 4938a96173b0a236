package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** After a repair, messages that were set aside are moved back, and the work is completed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RedriveTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final String OUTPUT =
      "{\"input\":{\"itemId\":\"1\"},\"output\":{\"usersList\":[\"u1\"]},\"error\":null}\n";

  /** Times that a message is received before one looks what has become of it. */
  private static final int SOME = 50;

  @RegisterExtension static final EndToEnd system = EndToEnd.alone("redrive").noticingDeathsSoon();

  @Test
  void anOrderThatWasGivenUpIsCarriedOutOnceItsCauseIsMended() throws IOException {
    var jobs = system.otherJobs();
    jobs.user("u1", "e1");
    var arn = jobs.plant("late-output", Map.of(), CREATED);
    jobs.announce(arn, "ACTIVE");
    system.mail("there is no .out file");
    // People are told first: should the container die in between, its message comes again.
    system.eventually("the order to be set aside", () -> inRedriveQueue("Deliveries") == 1);

    jobs.output("late-output", "late.json.out", OUTPUT);
    var command = system.fleet().command("redrive", "deliveries");

    assertThat(command.status()).isZero();
    assertThat(command.said()).containsExactly("moved back to deliveries: 1");
    jobs.delivered(arn);
    assertThat(jobs.published(arn)).hasSize(1);
    assertThat(told("there is no .out file")).isOne();
    assertThat(told("Batch segment job " + arn + " is delivered.")).isOne();
  }

  @Test
  void newsThatSqsHasMovedIsWorkedOnOnceMovedBack() throws IOException {
    system.fleet().running().forEach(ApplicationProcess::kill);
    var jobs = system.otherJobs();
    jobs.user("u1", "e1");
    var arn = jobs.plant("often-received", Map.of("often.json.out", OUTPUT), CREATED);
    jobs.announce(arn, "ACTIVE");
    system.eventually("SQS to move the news", this::receiveInVain);

    system.fleet().start();
    assertThat(system.fleet().command("redrive", "state-changes").status()).isZero();

    jobs.delivered(arn);
    assertThat(jobs.published(arn)).hasSize(1);
  }

  /** Receives it as containers do that die each time, until SQS has had enough. */
  private boolean receiveInVain() {
    var url = system.aws().output("StateChangesQueueUrl");
    IntStream.range(0, SOME)
        .mapToObj(i -> system.aws().sqs().receiveMessage(r -> r.queueUrl(url).visibilityTimeout(0)))
        .forEach(received -> assertThat(received.messages()).hasSizeLessThanOrEqualTo(1));
    return inRedriveQueue("StateChanges") == 1;
  }

  private static long inRedriveQueue(String inbox) {
    return system.aws().queueDepths().get(inbox + "RedriveQueueUrl");
  }

  private static long told(String words) throws IOException {
    return system.aws().mails().stream().filter(mail -> mail.says(words)).count();
  }
}
