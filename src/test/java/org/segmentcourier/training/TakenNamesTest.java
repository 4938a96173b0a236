package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.training.RunBench.reasons;

import org.junit.jupiter.api.Test;
import org.segmentcourier.training.personalize.FakePersonalize;
import software.amazon.awssdk.services.personalize.model.CreateBatchSegmentJobRequest;

/** Names that somebody else has, or that a failed job keeps for ever. */
class TakenNamesTest {

  private final RunBench bench = new RunBench();

  @Test
  void theResourceOfAnotherDatasetGroupIsRefusedNamingItsOwner() {
    bench.run();
    bench.change("\"name\": \"bookshop\"", "\"name\": \"second\"");
    bench.change("\"name\": \"purchases\"", "\"name\": \"purchases2\"");
    bench.s3.put("batch/second/subjects/job_config.json", Bookshop.QUERY);

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("solution/subjects exists already", "dataset-group/bookshop");
  }

  @Test
  void aJobThatSomebodyElseMadeUnderItsNameIsRefused() {
    bench.run();
    String job = bench.personalize.only("batch-segment-job/").path("jobName").asText();
    bench.personalize.resources.remove(FakePersonalize.BASE + "batch-segment-job/" + job);
    String version = bench.personalize.only("/version_").path("solutionVersionArn").asText();
    bench.personalize.createBatchSegmentJob(
        CreateBatchSegmentJobRequest.builder().jobName(job).solutionVersionArn(version).build());

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("was made by somebody else");
  }

  @Test
  void aDatasetGroupThatWasDeletedAndMadeAnewGetsEverythingAnew() {
    bench.run();
    bench.personalize.createdSince();
    bench.personalize.resources.keySet().removeIf(arn -> !arn.contains("-job/"));
    bench.s3.pass(60);

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);
    assertThat(bench.names()).hasSize(10);
  }

  @Test
  void aJobThatFailedBeforeTheRunIsTriedUnderTheNextName() {
    bench.run();
    bench.personalize.only("batch-segment-job/").put("status", "CREATE FAILED");
    bench.personalize.createdSince();
    bench.s3.pass(60);
    bench.s3.put(Bookshop.CONFIG, Bookshop.config());

    bench.run();

    assertThat(bench.names()).containsExactly("batch_subjects_#_2");
  }

  @Test
  void versionsAreFoundEvenIfTheirArnDoesNotTellTheirName() {
    bench.personalize.hideVersionNames();
    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);
    bench.personalize.createdSince();

    assertThat(bench.look().steps()).isEmpty();
  }

  /** It was listed before it could be described everywhere. */
  @Test
  void aVersionThatCouldNotBeDescribedOnceIsFoundLater() {
    bench.personalize.hideVersionNames();
    bench.run();
    bench.personalize.createdSince();
    String version =
        bench.personalize.only("solution/subjects/").path("solutionVersionArn").asText();

    bench.restart(bench.tick());
    bench.personalize.hide(version);
    bench.look();
    bench.personalize.hide("");
    bench.personalize.createdSince();

    assertThat(bench.look().steps()).isEmpty();
  }
}
