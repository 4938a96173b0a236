package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;
import static org.segmentcourier.delivery.KnownUsers.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.endpoint.Endpoint;

/** What is known of a delivery afterwards: its manifest, and the counters. */
class HistoryTest extends DeliveryTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private double deliveries;
  private double delivered;
  private double optedOut;
  private double endpoints;

  @BeforeEach
  void addUsers() {
    application.users.add("u1", email("e1"), sms("s1"));
    application.users.add("u2", new Endpoint("e2", "EMAIL", true, true));
    deliveries = count("segment.courier.deliveries");
    delivered = count("segment.courier.users", "branch", "all", "column", "delivered");
    optedOut = count("segment.courier.users", "branch", "all", "column", "opted_out");
    endpoints = count("segment.courier.endpoints", "branch", "all", "column", "delivered");
  }

  @Test
  void theManifestSaysWhichModelAndApplicationMadeItAndWhen() throws Exception {
    var begin = Instant.now();

    deliver("told");

    var manifest = manifest("told");
    var commit = manifest.get("commit");
    assertThat(commit.at("/solutionVersion/arn").asText()).isEqualTo(KnownJobs.VERSION);
    assertThat(commit.at("/solutionVersion/created").asText()).isEqualTo("2026-11-21T10:15:00Z");
    assertThat(Duration.parse(commit.at("/solutionVersion/age").asText()))
        .isEqualTo(Duration.ofDays(3));
    assertThat(commit.get("application").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(commit.get("endpoints").asText()).isEqualTo("known");
    assertThat(commit.at("/times/jobCreated").asText()).isEqualTo("2026-11-24T10:15:00Z");
    assertThat(commit.at("/times/jobEnded").asText()).isEqualTo("2026-11-24T10:45:00Z");
    var begun = Instant.parse(commit.at("/times/begun").asText());
    var committed = Instant.parse(manifest.get("committed").asText());
    var finished = Instant.parse(manifest.get("finished").asText());
    // S3 has whole seconds; the clock follows its answers, give or take some.
    assertThat(begun).isBetween(begin.minusSeconds(10), begin.plusSeconds(60));
    assertThat(committed).isAfter(begun.minusSeconds(10));
    assertThat(finished).isBetween(committed, committed.plusSeconds(60));
  }

  @Test
  void whoWatchesSeesTheColumnsOfTheLedger() {
    deliver("counted");

    assertThat(count("segment.courier.deliveries") - deliveries).isOne();
    assertThat(count("segment.courier.users", "branch", "all", "column", "delivered") - delivered)
        .isOne();
    assertThat(count("segment.courier.users", "branch", "all", "column", "opted_out") - optedOut)
        .isOne();
    assertThat(
            count("segment.courier.endpoints", "branch", "all", "column", "delivered") - endpoints)
        .isEqualTo(2);
  }

  @Test
  void aDeliveryThatIsRepeatedIsCountedOnceAndItsManifestStays() throws Exception {
    deliver("repeated");
    var manifest = manifest("repeated");

    deliver("repeated");

    assertThat(count("segment.courier.deliveries") - deliveries).isOne();
    assertThat(manifest("repeated")).isEqualTo(manifest);
  }

  private void deliver(String job) {
    application.output(job, "a.json.out", Lines.genre("Action", "u1", "u2"));
    application.deliver(application.jobs.add(job));
  }

  private static JsonNode manifest(String job) throws IOException {
    return JSON.readTree(application.record(job, "manifest.json"));
  }

  private static double count(String name, String... tags) {
    var counter = application.meters.find(name).tags(tags).counter();
    return counter == null ? 0 : counter.count();
  }
}
