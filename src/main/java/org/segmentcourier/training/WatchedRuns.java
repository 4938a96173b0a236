package org.segmentcourier.training;

import java.time.Clock;
import java.util.List;
import org.segmentcourier.jmx.Lately;
import org.segmentcourier.training.personalize.Observation;
import org.segmentcourier.training.personalize.Resource;

/** Notes how runs stand at this container's looks at them, for those who watch it. */
public final class WatchedRuns implements TrainingRunsMXBean {

  private final Lately<RunState> runs = new Lately<>();
  private final Clock clock;

  WatchedRuns(Clock clock) {
    this.clock = clock;
  }

  /** So much of a run is in Personalize, and so it goes on. */
  public void looked(Tick tick, Observation seen, Decision decision) {
    note(tick, decision.outcome().inBrief(), resources(seen));
  }

  private static List<ResourceState> resources(Observation seen) {
    return seen.resources().stream().map(WatchedRuns::state).toList();
  }

  private static ResourceState state(Resource resource) {
    return new ResourceState(
        resource.kind().label(),
        resource.name(),
        resource.arn(),
        resource.status(),
        resource.reason());
  }

  /** A run is given up: what was seen of it last is known. */
  public void gaveUp(Tick tick) {
    var before =
        runs.all().stream()
            .filter(run -> run.getRun().equals(tick.run()))
            .findFirst()
            .map(RunState::getResources);
    note(tick, "overdue", before.orElse(List.of()));
  }

  private void note(Tick tick, String outcome, List<ResourceState> resources) {
    runs.note(
        tick.run(),
        new RunState(
            tick.datasetGroup(),
            tick.run(),
            tick.config(),
            tick.number(),
            outcome,
            clock.instant().toString(),
            resources));
  }

  @Override
  public List<RunState> getRuns() {
    return runs.all();
  }
}
