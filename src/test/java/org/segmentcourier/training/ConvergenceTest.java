package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJobSummary;
import software.amazon.awssdk.services.personalize.model.SolutionSummary;

/**
 * From whatever state it finds, a run comes to its end, asks for nothing that is there, and leaves
 * nothing to do. A failure names the seed of its world, see {@link RandomWorld}.
 */
class ConvergenceTest {

  /** Group, datasets, imports, solutions, versions, jobs, tags, and the look that finds it done. */
  private static final int STAGES = 8;

  private static final int WORLDS = 250;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void aRunComesToItsEndFromAnyState(long part) {
    LongStream.range(part * WORLDS, (part + 1) * WORLDS).forEach(ConvergenceTest::converges);
  }

  private static void converges(long seed) {
    var world = new RandomWorld(seed);
    try {
      if (world.oneIn(3)) {
        world.narrowLimits();
      }
      if (world.oneIn(4)) {
        world.failAJob();
      }
      var runners =
          world.oneIn(3) ? List.of(world.runner(), world.runner()) : List.of(world.runner());
      boolean closed = world.oneIn(5);
      if (closed) {
        world.closeFor(true);
      }

      var outcome = run(world, runners, closed);
      for (int again = 0;
          again < 3 && !world.conflict && outcome instanceof Outcome.Failed;
          again++) {
        world.uploadAgain();
        outcome = run(world, List.of(world.runner()), false);
      }

      assertEnd(world, outcome);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed %d: %s".formatted(seed, world.story), e);
    }
  }

  private static Outcome run(RandomWorld world, List<Runner> runners, boolean closed) {
    world.calls.refused.clear();
    world.calls.created.clear();
    Outcome outcome = new Outcome.Running();
    int ticks = 0;
    while (outcome instanceof Outcome.Running) {
      ticks++;
      for (var runner : runners) {
        outcome = runner.decide().outcome();
      }
      runners.forEach(Runner::take);
      world.pass();
      if (closed && ticks == 2) {
        world.closeFor(false);
      }
      assertThat(ticks)
          .as("ticks, after refusals " + world.calls.refused)
          .isLessThanOrEqualTo(STAGES + 2 * world.calls.refused.size());
    }
    if (runners.size() == 1) {
      assertThat(world.calls.refused)
          .noneMatch(refusal -> refusal.endsWith("AlreadyExistsException"));
    }
    assertRest(world, runners);
    return outcome;
  }

  private static void assertRest(RandomWorld world, List<Runner> runners) {
    for (var runner : runners) {
      var decision = runner.decide();
      assertThat(decision.steps()).as("steps at rest").isEmpty();
      assertThat(decision.changes()).as("changes at rest").isEmpty();
    }
    assertThat(world.calls.created).as("asked for once").doesNotHaveDuplicates();
  }

  private static void assertEnd(RandomWorld world, Outcome outcome) {
    if (world.conflict) {
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      return;
    }
    assertThat(outcome).isInstanceOf(Outcome.Complete.class);
    var jobs =
        world.client.listBatchSegmentJobsPaginator(l -> {}).batchSegmentJobs().stream().toList();
    world.wantedJobs.forEach(
        (solution, wanted) ->
            assertThat(jobs)
                .filteredOn(job -> isOfNewest(world, job, solution))
                .hasSizeGreaterThanOrEqualTo(wanted));
  }

  private static boolean isOfNewest(
      RandomWorld world, BatchSegmentJobSummary job, String solution) {
    return job.status().equals("ACTIVE")
        && world.client.listSolutionsPaginator(l -> {}).solutions().stream()
            .filter(s -> s.name().equals(solution))
            .map(SolutionSummary::solutionArn)
            .anyMatch(arn -> job.solutionVersionArn().startsWith(arn + "/"));
  }
}
