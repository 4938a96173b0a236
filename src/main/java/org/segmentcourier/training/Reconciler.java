package org.segmentcourier.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.training.personalize.Kind;
import org.segmentcourier.training.personalize.Observation;
import org.segmentcourier.training.personalize.PersonalizeSteps;
import org.segmentcourier.training.personalize.Resource;
import org.segmentcourier.training.personalize.Sighting;
import org.segmentcourier.training.personalize.Step;
import org.segmentcourier.training.personalize.WantedResource;

/**
 * What to do next so that Personalize becomes what the plan says. A pure function: it asks nobody
 * and keeps nothing, so that any container can go on where another one stopped. At rest there is
 * nothing to do.
 */
final class Reconciler {

  /**
   * Decides.
   *
   * @param tick what the run has published and been refused, and for how long it waits
   * @param now on the clock of the tick's times
   */
  Decision decide(Plan plan, Observation seen, Tick tick, Instant now) {
    return new Look(plan, seen, tick, now).decide();
  }

  /** One decision in the making. */
  private static final class Look {

    private final Plan plan;
    private final Observation seen;
    private final Tick tick;
    private final Instant now;
    private final List<Step> steps = new ArrayList<>();
    private final List<StateChange> changes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> active = new HashSet<>();
    private boolean pending;

    Look(Plan plan, Observation seen, Tick tick, Instant now) {
      this.plan = plan;
      this.seen = seen;
      this.tick = tick;
      this.now = now;
    }

    Decision decide() {
      failures.addAll(plan.problems());
      notes.addAll(plan.notes());
      plan.wanted().forEach(this::decide);
      giveUpAfterManyRefusals();
      for (var other : seen.others()) {
        notes.add(
            "%s %s is not in the config; it was kept as it is"
                .formatted(other.kind().label().toLowerCase(Locale.ROOT), other.name()));
      }
      return new Decision(List.copyOf(steps), List.copyOf(changes), outcome());
    }

    private void decide(WantedResource wanted) {
      missing.addAll(wanted.missing());
      String refusal = tick.refusals().get(wanted.id());
      Sighting sighting = seen.sightings().get(wanted.id());
      if (refusal != null) {
        failures.add(wanted.id() + ": " + refusal);
      } else if (sighting != null && sighting.found().isPresent()) {
        judge(wanted, sighting.resource());
      } else if (sighting != null && active.containsAll(wanted.parents())) {
        steps.add(new Step.Create(wanted, sighting.name(), request(wanted, sighting)));
      }
    }

    private void giveUpAfterManyRefusals() {
      int tried = steps.size();
      if (tick.refusals().size() >= PersonalizeSteps.MOST_REFUSALS
          && steps.removeIf(step -> step instanceof Step.Create)) {
        failures.add(
            "%d more were not tried after so many refusals".formatted(tried - steps.size()));
      }
    }

    private void judge(WantedResource wanted, Resource resource) {
      var differences = Differences.of(request(wanted, sighting(wanted)), resource.members());
      if (!differences.isEmpty()) {
        failures.add(refusal(wanted, resource, differences));
        return;
      }
      tick.announced().changeOf(resource, tick.started()).ifPresent(changes::add);
      switch (resource.state()) {
        case PENDING -> pending = true;
        case FAILED -> failures.add(resource.failure() + remedy(wanted));
        case ACTIVE -> {
          active.add(wanted.id());
          tag(wanted, resource);
          noteAutomaticTraining(wanted, resource);
        }
      }
    }

    private void tag(WantedResource wanted, Resource resource) {
      var lacking = new TreeMap<String, String>(wanted.tags());
      lacking.entrySet().removeAll(resource.tags().entrySet());
      if (!lacking.isEmpty()) {
        steps.add(new Step.Tag(wanted, resource.arn(), lacking));
      }
    }

    private void noteAutomaticTraining(WantedResource wanted, Resource resource) {
      if (wanted.request().has("performAutoTraining")
          && !wanted.request().path("performAutoTraining").asBoolean()
          && resource.members().path("performAutoTraining").asBoolean()) {
        notes.add(
            "%s trains new versions by itself (performAutoTraining is true), which the config"
                    .formatted(wanted.id())
                + " doesn't ask for; it was kept as it is");
      }
    }

    private Sighting sighting(WantedResource wanted) {
      return seen.sightings().get(wanted.id());
    }

    /** The create request as it would be sent, the parents' ARNs in it. */
    private ObjectNode request(WantedResource wanted, Sighting sighting) {
      ObjectNode request = wanted.request().deepCopy();
      request.put(wanted.kind().nameMember(), sighting.name());
      var members = wanted.kind().parentMembers();
      for (int i = 0; i < members.size(); i++) {
        Sighting parent = seen.sightings().get(wanted.parents().get(i));
        request.put(members.get(i), parent.resource().arn());
      }
      if (wanted.kind() == Kind.BATCH_SEGMENT_JOB) {
        String folder = request.path("jobOutput").path("s3DataDestination").path("path").asText();
        request
            .putObject("jobOutput")
            .putObject("s3DataDestination")
            .put("path", folder + sighting.name() + "/");
      }
      return request;
    }

    private Outcome outcome() {
      if (pending || !steps.isEmpty()) {
        return new Outcome.Running();
      }
      if (!missing.isEmpty() && now.isBefore(tick.patience())) {
        return new Outcome.Waiting(List.copyOf(missing));
      }
      missing.forEach(key -> failures.add("%s is missing".formatted(key)));
      return failures.isEmpty()
          ? new Outcome.Complete(List.copyOf(notes))
          : new Outcome.Failed(List.copyOf(failures), List.copyOf(notes));
    }

    private String refusal(WantedResource wanted, Resource resource, List<String> differences) {
      String what = String.join("; ", differences);
      return wanted.kind().namedByContent()
          ? "%s was made by somebody else, and its name %s is needed: %s"
              .formatted(resource.arn(), resource.name(), what)
          : "%s exists already and is not what the config says: %s. It is not changed, since results"
                  .formatted(resource.arn(), what)
              + " before and after would share a name: give it a new name in the config";
    }

    private String remedy(WantedResource wanted) {
      return wanted.kind().namedByContent() ? "" : "; delete it, then upload the config again";
    }
  }
}
