package org.segmentcourier.fault;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Call;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/** Two instances are given one thing to do at the same time: it is done once. */
@LongRun
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DoublesTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 1_000;
  private static final int DONE = 200;
  private static final int REFUSED = 400;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("doubles", 2).with("QUEUE_VISIBILITY", "3").with("LOOKUP_RATE", "10000");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
  }

  @AfterEach
  void takeDisorderAway() {
    system.control().clearFaults();
    disorder(Map.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10})
  @Tag("R3")
  void newsThatComesSeveralTimesIsActedOnOnce(int copies) throws IOException {
    disorder(Map.of("copies", copies));
    var trial = undisturbed.trial();

    trial.begin();
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
    assertThat(trial.told()).isOne();
  }

  /** Each order is built by whoever sees it, while the other still builds. */
  @Test
  @Tag("R20")
  void anOrderThatComesIntoSightWhileItIsWorkedOnIsCarriedOutOnce() throws IOException {
    system.control().fault(Fault.of(Effect.FAIL).action("sqs:ChangeMessageVisibility"));
    system.control().fault(Fault.of(Effect.DELAY).action("s3:PutObject").delayMillis(2_000));
    var trial = undisturbed.trial();

    trial.begin();
    trial.end();

    assertThat(committers()).as("instances that carried it out").hasSize(2);
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /**
   * Who received it first deletes it by a receipt that is stale, since the other has received it
   * meanwhile: that is refused, and changes nothing.
   */
  @Test
  @Tag("R20")
  void anOrderIsDeletedOnceByWhoReceivedItLast() throws IOException {
    var death = Death.ofADelivery(SEGMENTS, List.of("before the manifest")).get(0);
    system.control().fault(Fault.of(Effect.FAIL).action("sqs:ChangeMessageVisibility"));
    var first = system.control().fault(death.fault());
    system.control().fault(death.fault());
    var trial = undisturbed.trial();
    long before = system.control().lastCall();

    trial.begin();
    system.eventually("both to be at the manifest", () -> system.control().held().size() == 2);
    system.control().release(first);
    system.eventually("the first to delete it", () -> deletions(before).size() == 1);
    system.control().release();
    trial.end();

    assertThat(deletions(before)).as("answers to deletions").startsWith(REFUSED).contains(DONE);
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /** How each deletion of an order was answered. */
  private static List<Integer> deletions(long since) {
    return system.control().calls(since).stream()
        .filter(call -> call.action().equals("sqs:DeleteMessage"))
        .filter(call -> call.resource().endsWith("deliveries.fifo"))
        .map(Call::status)
        .toList();
  }

  /** Who has tried to commit a delivery while puts were slow. */
  private static Set<String> committers() {
    return system.control().calls("s3:PutObject").stream()
        .filter(call -> call.resource().endsWith("/commit.json"))
        .filter(call -> !call.fault().isEmpty())
        .map(Call::agent)
        .collect(toSet());
  }

  private static void disorder(Map<String, Integer> order) {
    system.disorder("Uploads", order);
    system.disorder("StateChanges", order);
  }
}
