package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/**
 * One service is away while the queues are not, so that messages are received all the while: each
 * has one try, and waits nevertheless. Once the service is back, people are told what they are to
 * be told, and nothing was set aside.
 */
@Tag("R7")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OneServiceAwayTest {

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("one-service-away")
          .with("QUEUE_RECEIVES", "1")
          .with("QUEUE_VISIBILITY", "3")
          .with("AWS_CALL_TIMEOUT", "1s")
          .with("AWS_ATTEMPT_TIMEOUT", "1s");

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  @Test
  void anOutageOfS3AloneUsesUpNoTries() throws IOException {
    outage("s3:*");
    system.aws().put(system.aws().dataBucket(), "train/away/config.json", "{");

    system.log("message held queue=uploads");
    system.control().clearFaults();

    assertToldAndNotSetAside("train/away/config.json");
  }

  @Test
  void anOutageOfSnsAloneUsesUpNoTries() throws IOException {
    outage("sns:*");
    system.aws().put(system.aws().importBucket(), "pinpoint/away.txt", "e1");
    system.aws().put(system.aws().importBucket(), "pinpoint/away.csv", "");
    system.aws().send("StateChanges", "no state change");

    system.log("message held queue=uploads");
    system.log("message held queue=imports.fifo");
    system.log("message held queue=state-changes");
    system.control().clearFaults();

    system.mail("a message to state-changes was set aside");
    system.mail("pinpoint/away.txt");
    assertToldAndNotSetAside("pinpoint/away.csv");
    system.eventually(
        "what nobody understands to be set aside",
        () -> system.aws().queueDepths().get("StateChangesRedriveQueueUrl") == 1);
    var redrive = system.aws().output("StateChangesRedriveQueueUrl");
    system.aws().sqs().purgeQueue(queue -> queue.queueUrl(redrive));
  }

  private static void outage(String operations) {
    system.control().fault(Fault.of(Effect.FAIL).operation(operations).agent("application-*"));
  }

  private static void assertToldAndNotSetAside(String words) throws IOException {
    system.mail(words);
    assertThat(system.aws().mails())
        .as("people are told of nothing else")
        .noneMatch(mail -> mail.says("has failed at each try"));
    assertThat(system.logged("nobody told")).isEmpty();
  }
}
