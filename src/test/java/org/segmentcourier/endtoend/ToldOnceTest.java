package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/** Two instances get the news of one thing at the same time: people are told of it once. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ToldOnceTest {

  private static final int COPIES = 10;

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  private final Aws aws = system.aws();

  /** Every event comes several times, and telling takes longer than looking at it. */
  @BeforeEach
  void doubleEvents() {
    system.disorder("Uploads", Map.of("copies", COPIES));
    system.control().fault(Fault.of(Effect.DELAY).action("sns:Publish").delayMillis(1_000));
  }

  @AfterEach
  void stopDoublingEvents() {
    system.disorder("Uploads", Map.of());
    system.control().clearFaults();
  }

  @Test
  void aBrokenConfigThatIsPutTwiceAndNewsOfItThatIsDoubledAreToldOnce() throws IOException {
    var key = "train/told once/config.json";
    long before = received();

    aws.put(aws.dataBucket(), key, "{\"datasetGroup\": ");
    aws.put(aws.dataBucket(), key, "{\"datasetGroup\": ");

    system.eventually("all copies are read", () -> received() - before == 2 * COPIES);
    assertThat(aws.mails().stream().filter(mail -> mail.says(key))).hasSize(1);
  }

  /** How many messages of the uploads' inbox were done with. */
  private long received() {
    return system.control().calls("sqs:DeleteMessage").stream()
        .filter(call -> call.resource().endsWith(queue()))
        .count();
  }

  private String queue() {
    var url = aws.output("UploadsQueueUrl");
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
