package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.AwsCalls;
import org.segmentcourier.aws.Records;
import org.segmentcourier.delivery.DeliveryCounters;
import org.segmentcourier.delivery.ledger.Account;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.LedgerImbalance;
import org.segmentcourier.delivery.ledger.SegmentAccount;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.delivery.order.SolutionVersion;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.Manifest;
import org.segmentcourier.endpoint.directory.DirectoryAge;
import org.segmentcourier.endpoint.directory.Snapshots;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.notification.OutcomeCounters;
import org.segmentcourier.operation.Embedded;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricCollector;

/** Alarms and dashboard read what the application writes, by the names that it has there. */
class ShippedMetricsTest {

  private static final String NAMESPACE = "segment-courier";

  /**
   * A name that is not all letters and digits stands in quotes (CloudWatch User Guide, "Search
   * expression syntax").
   */
  private static final Pattern SEARCH =
      Pattern.compile("\\{\"" + NAMESPACE + "\",([^}]*)} MetricName=\"([^\"]+)\"");

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:00Z");

  /** A metric's name and its dimensions'. */
  private record Metric(String name, Set<String> dimensions) {

    static Metric of(String name, Collection<String> dimensions) {
      return new Metric(name, new TreeSet<>(dimensions));
    }
  }

  @Test
  void alarmsAndDashboardNameNothingThatTheApplicationDoesNotWrite() throws IOException {
    var named = new HashSet<Metric>();
    for (var step : plan().steps()) {
      var properties = plan().properties(step, ShippedStackTest.named(plan()));
      switch (step.type()) {
        case "AWS::CloudWatch::Alarm" -> named.addAll(ofAlarm(properties));
        case "AWS::CloudWatch::Dashboard" ->
            named.addAll(ofDashboard(properties.path("DashboardBody").asText()));
        default -> {}
      }
    }

    assertThat(named).hasSizeGreaterThanOrEqualTo(10);
    assertThat(written()).containsAll(named);
  }

  private static Plan plan() throws IOException {
    var parameters = new HashMap<>(ShippedTemplateTest.SERVICE);
    parameters.put("NoDeliveryHours", "24");
    parameters.put("DirectoryDays", "7");
    return ShippedTemplateTest.plan(parameters);
  }

  private static List<Metric> ofAlarm(JsonNode alarm) {
    var stats = new ArrayList<JsonNode>();
    stats.add(alarm);
    alarm.path("Metrics").forEach(metric -> stats.add(metric.path("MetricStat").path("Metric")));
    return stats.stream()
        .filter(stat -> stat.path("Namespace").asText().equals(NAMESPACE))
        .map(
            stat ->
                Metric.of(
                    stat.path("MetricName").asText(),
                    stat.path("Dimensions").findValuesAsText("Name")))
        .toList();
  }

  private static List<Metric> ofDashboard(String body) throws IOException {
    var metrics = new ArrayList<Metric>();
    for (var widget : new ObjectMapper().readTree(body).path("widgets")) {
      List<String> last = List.of();
      for (var line : widget.path("properties").path("metrics")) {
        var search = SEARCH.matcher(line.path(0).path("expression").asText());
        if (search.find()) {
          metrics.add(Metric.of(search.group(2), Arrays.asList(search.group(1).split(","))));
        } else {
          last = spelledOut(line, last);
          if (last.get(0).equals(NAMESPACE)) {
            metrics.add(Metric.of(last.get(1), dimensions(last)));
          }
        }
      }
    }
    return metrics;
  }

  /** A dot is what stood there in the line before, three are all of it but for the last. */
  private static List<String> spelledOut(JsonNode line, List<String> before) {
    if (line.path(0).asText().equals("...")) {
      return before;
    }
    var parts = new ArrayList<String>();
    for (int i = 0; i < line.size(); i++) {
      parts.add(line.path(i).asText().equals(".") ? before.get(i) : line.path(i).asText());
    }
    return parts;
  }

  private static List<String> dimensions(List<String> line) {
    var names = new ArrayList<String>();
    for (int i = 2; i < line.size(); i += 2) {
      names.add(line.get(i));
    }
    return names;
  }

  /** Each of those that count has something to count. */
  private static Set<Metric> written() {
    var embedded = new Embedded();
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    var deliveries = new DeliveryCounters(embedded.registry());
    deliveries.count(manifest());
    deliveries.failed(new IllegalStateException(new LedgerImbalance("one user too many")));
    var outcomes = new OutcomeCounters(embedded.registry(), clock);
    outcomes.count(told(Map.of("status", "IMPORT COMPLETE", "begun", "2026-11-24T10:14:00Z")));
    outcomes.count(told(Map.of("status", "UPDATE COMPLETE")));
    outcomes.count(told(Map.of("status", "MESSAGE SET ASIDE", "inbox", "deliveries")));
    new AwsCalls(embedded.registry()).publish(throttledCall());
    var s3 = new FakeS3();
    s3.store(
        "data", "directory/snapshots/000000000001.json", "{}".getBytes(StandardCharsets.UTF_8));
    new DirectoryAge(
            new Snapshots(s3, new Records(s3, "data"), "data"),
            Runnable::run,
            Clock.offset(Clock.systemUTC(), Duration.ofDays(1)))
        .bindTo(embedded.registry());
    embedded.step();
    return embedded.lines().stream()
        .map(line -> line.path("_aws").path("CloudWatchMetrics").path(0))
        .peek(line -> assertThat(line.path("Namespace").asText()).isEqualTo(NAMESPACE))
        .flatMap(
            line ->
                line.path("Metrics").findValuesAsText("Name").stream()
                    .map(
                        name ->
                            Metric.of(
                                name,
                                line.path("Dimensions")
                                    .path(0)
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .toList())))
        .collect(Collectors.toSet());
  }

  private static Notification told(Map<String, Object> data) {
    return new Notification("once", "subject", "summary", "text", data);
  }

  private static MetricCollection throttledCall() {
    var call = MetricCollector.create("ApiCall");
    call.reportMetric(CoreMetric.SERVICE_ID, "Pinpoint");
    call.createChild("ApiCallAttempt").reportMetric(CoreMetric.ERROR_TYPE, "Throttling");
    return call.collect();
  }

  private static Manifest manifest() {
    var account =
        new Account(Map.of(UserOutcome.DELIVERED, 1L), 2, Map.of(EndpointOutcome.DELIVERED, 2L));
    var segment =
        new SegmentAccount(
            "a.json.out", 1, "itemId = \"1\"", 1, 1, 0, new TreeMap<>(Map.of("all", account)));
    var commit =
        new Commit(
            Commit.VERSION,
            "d",
            "arn",
            new SolutionVersion("version", Instant.EPOCH, Duration.ZERO),
            new Commit.Times(NOW.minusSeconds(60), NOW.minusSeconds(50), NOW.minusSeconds(40)),
            "0.1.0",
            List.of(),
            "pinpoint",
            "",
            List.of(),
            List.of(),
            List.of(segment),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Manifest(commit, List.of(), NOW.minusSeconds(10), NOW);
  }
}
