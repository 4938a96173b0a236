package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.delivery.watch.DeliveredFile;
import org.segmentcourier.delivery.watch.FinishedDelivery;
import org.segmentcourier.delivery.watch.WatchedDeliveries;

/** What an operator sees of deliveries, and that a job is delivered once more when they want it. */
class DeliverAgainTest extends DeliveryTest {

  @Test
  void aFinishedDeliveryIsShownWithItsLedger() {
    application.output("shown", "a.json.out", Lines.genre("Action", "u1", "u2", "u2"));
    application.users.others(
        user -> user.equals("u1") ? List.of(KnownUsers.email("e-u1")) : List.of());

    application.deliver(application.jobs.add("shown"));

    var shown = watched().getLast().get(0);
    assertThat(shown.getDelivery()).isEqualTo("shown_20261124-101500");
    assertThat(shown.getFiles())
        .extracting(DeliveredFile::getName, DeliveredFile::getState, DeliveredFile::getEndpoints)
        .containsExactly(tuple(ACTION, "published", 1L));
    var segment = shown.getSegments().get(0);
    assertThat(segment.getUsers()).isEqualTo(2);
    assertThat(segment.getDuplicates()).isEqualTo(1);
    assertThat(shown.getLedgers().get(0).getUsers())
        .isEqualTo(Map.of("delivered", 1L, "unknown", 1L));
    assertThat(watched().getRunning()).isEmpty();
  }

  @Test
  void whatIsDeliveredOnceMoreIsADeliveryOfItsOwnWithWhatIsKnownByThen() {
    application.output("again", "a.json.out", Lines.genre("Action", "u1"));
    var job = application.jobs.add("again");
    application.deliver(job);
    application.users.others(user -> List.of(KnownUsers.email("new-" + user)));

    assertThat(watched().deliverAgain(job)).isEqualTo("ordered: delivery again_20261124-101500-2");
    application.receive(ordered(), 1);
    application.receive(ordered(), 1); // SQS may deliver it twice

    assertThat(application.published(ACTION)).containsExactly("Id", "e-u1");
    var second = ACTION.replace(".csv", "-2.csv");
    assertThat(application.published(second)).containsExactly("Id", "new-u1");
    assertThat(application.publishedNames()).containsExactlyInAnyOrder(ACTION, second);
    assertThat(watched().getLast())
        .extracting(FinishedDelivery::getDelivery)
        .startsWith("again_20261124-101500-2", "again_20261124-101500");
    assertThat(watched().deliverAgain(job)).isEqualTo("ordered: delivery again_20261124-101500-3");
  }

  @Test
  void whatIsNotFinishedGoesOn() {
    var job = application.jobs.add("unfinished");

    assertThat(watched().deliverAgain(job))
        .isEqualTo("ordered: delivery unfinished_20261124-101500");
    assertThat(ordered()).doesNotContain("round");
  }

  private static String ordered() {
    var sent = application.ordered();
    return sent.get(sent.size() - 1).messageBody();
  }

  private static WatchedDeliveries watched() {
    return application
        .context
        .getRegistry()
        .lookupByNameAndType("watchedDeliveries", WatchedDeliveries.class);
  }
}
