package org.segmentcourier.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.Publication;
import org.segmentcourier.delivery.records.TestCommit;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.fake.FakeSqs;
import org.segmentcourier.fake.ManualClock;
import org.segmentcourier.settings.Settings;

/** What an operator can do with segment files that wait, by command and in JMX. */
class HeldFilesTest {

  private static final String FILE = "item_105_20261124-101500_sms.csv";

  private final FakeS3 s3 = new FakeS3();
  private final FakeSqs sqs = new FakeSqs();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void hold() {
    var file =
        new PreparedFile(FILE, "x", "sms", "pinpoint", "q", "00", 6, 1, 1, "it is small", "s");
    var records = new DeliveryRecords(new Records(s3, "data"), new ManualClock());
    var commit = records.decide(TestCommit.of("job_1", file));
    records.published(
        commit, file, new Publication(Publication.State.HELD, "s3://data/held/job_1/" + FILE));
    s3.upload("data", "held/job_1/" + FILE, "Id\n", Instant.now());
    // It counts from the decision: the file may have been put much later.
    var decided = "deliveries/job_1/commit.json";
    var json = new String(new Records(s3, "data").get(decided).orElseThrow().content(), UTF_8);
    s3.upload("data", decided, json, Instant.now().minus(Duration.ofHours(73)));
  }

  @Test
  void whatWaitsIsListedWithItsReason() {
    assertThat(run("held")).isZero();

    assertThat(out.toString().lines())
        .containsExactly("job_1 " + FILE, "    it is small; days left: 26");
  }

  @Test
  void withoutAnyThatIsSaid() {
    s3.remove("data", "held/job_1/" + FILE);

    assertThat(run("held")).isZero();
    assertThat(out.toString().lines()).containsExactly("no file is held");
  }

  @Test
  void aDecisionGoesToTheQueueOfDeliveries() {
    assertThat(run("release", "job_1", FILE)).isZero();

    assertThat(out.toString()).startsWith("ordered; what becomes of " + FILE + " is told");
    assertThat(sqs.sentMessages())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.messageBody())
                  .startsWith(
                      "{\"job\":\"arn:job\",\"judgement\":{\"delivery\":\"job_1\",\"file\":\"%s\",\"verdict\":\"RELEASE\",\"time\":\"20"
                          .formatted(FILE));
              assertThat(sent.messageGroupId()).isNotEmpty();
            });
  }

  /** What stood in the way of the first may be mended: SQS must not take the second for it. */
  @Test
  void eachDecisionIsAnOrderOfItsOwn() {
    run("release", "job_1", FILE);
    run("drop", "job_1", FILE);
    run("drop", "job_1", FILE);

    assertThat(sqs.sentMessages())
        .extracting(sent -> sent.messageDeduplicationId())
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void aDeliveryThatIsNotThereIsSaid() {
    assertThat(run("drop", "nobody", FILE)).isOne();

    assertThat(err.toString()).startsWith("there is no delivery nobody");
    assertThat(sqs.sentMessages()).isEmpty();
  }

  @Test
  void aFileThatTheDeliveryHasNotHeldIsSaid() {
    assertThat(run("release", "job_1", "x.csv")).isOne();

    assertThat(err.toString()).startsWith("delivery job_1 has held no file x.csv");
    assertThat(sqs.sentMessages()).isEmpty();
  }

  @Test
  void whatSomebodyElsePutBesideThemBreaksNoList() {
    s3.store("data", "held/job_1/notes.txt", new byte[0]);

    assertThat(run("held")).isZero();

    assertThat(out.toString().lines())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("    its delivery has no such file; days left: "));
  }

  @Test
  void theSameCanBeDoneInJmx() {
    var orders = new ArrayList<Order>();
    var held =
        new HeldFilesInJmx(new WaitingFiles(s3, "data", java.time.Clock.systemUTC()), orders::add);

    assertThat(held.getHeld())
        .extracting(
            HeldFile::getDelivery,
            HeldFile::getName,
            HeldFile::getBranch,
            HeldFile::getReason,
            HeldFile::getDaysLeft)
        .containsExactly(tuple("job_1", FILE, "sms", "it is small", 26L));
    held.release("job_1", FILE);
    held.drop("job_1", FILE);
    assertThatThrownBy(() -> held.drop("nobody", FILE)).hasMessageContaining("no delivery nobody");

    assertThat(orders)
        .extracting(order -> order.judgement().verdict().name())
        .containsExactly("RELEASE", "DROP");
  }

  private int run(String... args) {
    return Commands.line(this::application, this::application)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private CamelContext application() {
    var registry = new DefaultRegistry();
    registry.bind("s3", s3);
    registry.bind("sqs", sqs);
    registry.bind(
        "settings", Settings.of(key -> Optional.ofNullable(FakeSettings.values().get(key))));
    return new DefaultCamelContext(registry);
  }
}
