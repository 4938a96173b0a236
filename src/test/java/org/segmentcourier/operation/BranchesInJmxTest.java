package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.delivery.order.Judgement;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.publish.Pauses;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.delivery.records.TestCommit;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.ManualClock;

/** Branches are paused and resumed. */
class BranchesInJmxTest {

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final FakeS3 s3 = new FakeS3();
  private final Pauses pauses = new Pauses(s3, "data", new ManualClock());
  private final List<Order> ordered = new ArrayList<>();
  private BranchesInJmx branches;

  @BeforeEach
  void start() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:sms?channels=SMS,VOICE&holdout=10&experiment=e").to("mock:sms");
            from("branch:email?channels=EMAIL").to("mock:email");
          }
        });
    context.start();
    branches =
        new BranchesInJmx(
            new Branches(context),
            pauses,
            new WaitingFiles(s3, "data", Clock.systemUTC()),
            ordered::add);
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void saysWhatEachTakesAndWhetherItIsPaused() {
    branches.pause("sms");

    assertThat(branches.getBranches())
        .extracting(
            BranchState::getId,
            BranchState::getChannels,
            BranchState::getHoldout,
            BranchState::isPaused)
        .containsExactly(
            tuple("email", Set.of("EMAIL"), 0.0, false),
            tuple("sms", Set.of("SMS", "VOICE"), 10.0, true));
    assertThat(branches.getPaused()).containsExactly("sms");
  }

  @Test
  void onlyABranchThatIsThereCanBePaused() {
    assertThatThrownBy(() -> branches.pause("smss"))
        .hasMessage("there is no branch 'smss'; there are [email, sms]");
    assertThat(branches.pause("sms")).isEqualTo("paused: sms");
    assertThat(branches.pause("sms")).isEqualTo("sms is paused already");
  }

  /** What was held for its size waits on. */
  @Test
  void whatWaitsForItIsReleasedOnceItIsResumed() {
    branches.pause("sms");
    hold("job_1", file("a_sms.csv", "sms", ""), file("b_sms.csv", "sms", "it is small"));
    hold("job_2", file("c_sms.csv", "sms", ""), file("d_email.csv", "email", ""));

    assertThat(branches.resume("sms")).isEqualTo("resumed: sms; files to be released: 2");

    assertThat(pauses.now()).isEmpty();
    assertThat(ordered)
        .extracting(Order::judgement)
        .extracting(Judgement::delivery, Judgement::file, Judgement::verdict)
        .containsExactlyInAnyOrder(
            tuple("job_1", "a_sms.csv", Judgement.Verdict.RELEASE),
            tuple("job_2", "c_sms.csv", Judgement.Verdict.RELEASE));
  }

  /** Who resumed it before may have died before anything was released. */
  @Test
  void itCanBeResumedAgainAsLongAsAnythingWaits() {
    hold("job_1", file("a_sms.csv", "sms", ""));

    assertThat(branches.resume("sms")).isEqualTo("resumed: sms; files to be released: 1");
  }

  @Test
  void whatIsNotPausedCantBeResumed() {
    branches.pause("email");

    assertThatThrownBy(() -> branches.resume("sms"))
        .hasMessage("branch 'sms' is not paused; paused are [email]");
  }

  private static PreparedFile file(String name, String branch, String held) {
    return new PreparedFile(name, "x", branch, "pinpoint", "q", "00", 6, 1, 1, held, "s");
  }

  private void hold(String delivery, PreparedFile... files) {
    var records = new DeliveryRecords(new Records(s3, "data"), new ManualClock());
    var commit = records.decide(TestCommit.of(delivery, files));
    Stream.of(files)
        .forEach(
            file -> {
              var key = "held/%s/%s".formatted(delivery, file.name());
              s3.upload("data", key, "Id\n", Instant.now().minus(Duration.ofDays(3)));
              var state = file.held().isEmpty() ? Publication.State.PAUSED : Publication.State.HELD;
              records.published(commit, file, new Publication(state, "s3://data/" + key));
            });
  }
}
