package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;
import org.segmentcourier.sandbox.front.Fault;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * Defects of the solution that AWS once published for the same purpose, in what it delivered
 * ("defect01" to "defect15" in the list of them that this product was begun with): none of them may
 * be here.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class DeliveryDefectsTest {

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  private final OtherJobs jobs = system.otherJobs();

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  @Test
  void defect01EveryQueryOfAJobIsDeliveredNotOnlyTheLast() {
    jobs.user("d1-ann", "d1-ann-1");
    jobs.user("d1-bob", "d1-bob-1");
    jobs.user("d1-eve", "d1-eve-1");

    var job =
        jobs.finish(
            "defect01",
            Map.of(
                "job_config.json.out",
                Lines.genre("Action", "d1-ann")
                    + Lines.genre("Comedy", "d1-bob")
                    + Lines.genre("Drama", "d1-eve")));

    jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("d1-ann-1"), List.of("d1-bob-1"), List.of("d1-eve-1"));
    jobs.published(job)
        .keySet()
        .forEach(
            file -> {
              var imported = system.imported(file);
              assertThat(imported.jobStatus()).isEqualTo(JobStatus.COMPLETED);
              assertThat(imported.totalProcessed()).isEqualTo(1);
            });
  }

  @Test
  void defect02AllFifteenEndpointsOfAUserAreDelivered() {
    var fifteen = IntStream.rangeClosed(1, 15).mapToObj("d2-%02d"::formatted).toList();
    jobs.user("d2-ann", fifteen.toArray(String[]::new));

    var job =
        jobs.finish("defect02", Map.of("job_config.json.out", Lines.genre("Action", "d2-ann")));

    jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .singleElement()
        .satisfies(ids -> assertThat(ids).containsExactlyInAnyOrderElementsOf(fifteen));
  }

  @Test
  void defect03UsersWithoutEndpointsAndThrottledCallsDoNotFailTheRun() {
    jobs.user("d3-ann", "d3-ann-1");
    jobs.user("d3-eve", "d3-eve-1");
    system
        .control()
        .fault(
            Fault.of(Fault.Effect.THROTTLE).operation("mobiletargeting:GetUserEndpoints").times(4));

    var job =
        jobs.finish(
            "defect03",
            Map.of("job_config.json.out", Lines.genre("Action", "d3-ann", "d3-nobody", "d3-eve")));

    var mail = jobs.delivered(job);
    assertThat(jobs.published(job).values()).containsExactly(List.of("d3-ann-1", "d3-eve-1"));
    assertThat(mail.text()).contains("3 users").contains("left out: 1 unknown");
    assertThat(system.control().calls("mobiletargeting:GetUserEndpoints"))
        .as("calls that were throttled")
        .anyMatch(call -> call.status() == 429);
  }

  @Test
  void defect05QueriesThatDifferInDigitsOrNonLatinLettersGetFilesOfTheirOwn() {
    var users = List.of("d5-1998", "d5-1999", "d5-drama", "d5-comedy", "d5-none");
    users.forEach(user -> jobs.user(user, user + "-1"));

    var job =
        jobs.finish(
            "defect05",
            Map.of(
                "job_config.json.out",
                Lines.attributes("ITEMS.year = \"1998\"", "d5-1998")
                    + Lines.attributes("ITEMS.year = \"1999\"", "d5-1999")
                    + Lines.attributes("ITEMS.genres = \"Драма\"", "d5-drama")
                    + Lines.attributes("ITEMS.genres = \"Комедия\"", "d5-comedy")
                    + Lines.attributes("ITEMS.genres = \"\"", "d5-none")));

    jobs.delivered(job);
    var published = jobs.published(job);
    assertThat(published.values())
        .containsExactlyInAnyOrderElementsOf(
            users.stream().map(user -> List.of(user + "-1")).toList());
    assertThat(published.keySet()).allMatch(name -> name.matches("[!-~]+"));
  }

  @Test
  void defect09NullOutputAnEmptyFileAndAByteOrderMarkSpoilNothingElse() {
    jobs.user("d9-ann", "d9-ann-1");
    jobs.user("d9-bob", "d9-bob-1");

    var job =
        jobs.finish(
            "defect09",
            Map.of(
                "null.json.out",
                "{\"input\": {\"itemId\": \"105\"}, \"output\": null, \"error\": null}\n"
                    + Lines.genre("Action", "d9-ann"),
                "empty.json.out",
                "",
                "mark.json.out",
                "\uFEFF" + Lines.genre("Comedy", "d9-bob")));

    var mail = jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("d9-ann-1"), List.of("d9-bob-1"));
    assertThat(mail.text())
        .contains("null.json.out, line 1: ")
        .contains("empty.json.out: the file is empty")
        .doesNotContain("mark.json.out, line 1: ");
  }

  @Test
  void defect10OutputIsFoundUnderAnyName() {
    jobs.user("d10-ann", "d10-ann-1");
    jobs.user("d10-bob", "d10-bob-1");

    var job =
        jobs.finish(
            "defect10",
            Map.of(
                "spring campaign.json.out", Lines.genre("Action", "d10-ann"),
                "летo.json.out", Lines.genre("Comedy", "d10-bob")));

    jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("d10-ann-1"), List.of("d10-bob-1"));
  }
}
