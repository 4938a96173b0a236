package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Resources as callers see them. */
final class View {

  private final Registry registry;
  private final Tuning tuning;

  View(Registry registry, Tuning tuning) {
    this.registry = registry;
    this.tuning = tuning;
  }

  /** A resource with all that a Describe operation tells. */
  ObjectNode described(Resource resource) {
    ObjectNode view = resource.members().deepCopy();
    view.put(resource.kind().arnMember(), resource.arn());
    if (resource.kind().hasStatus()) {
      view.put("status", tuning.status(resource));
    }
    if (resource.kind().tellsFailure() && !resource.failureReason().isEmpty()) {
      view.put("failureReason", resource.failureReason());
    }
    view.put("creationDateTime", epochSeconds(resource.created()));
    view.put("lastUpdatedDateTime", epochSeconds(resource.updated()));
    if (resource.kind() == Kind.SOLUTION_VERSION && resource.phase() == Phase.ACTIVE) {
      Duration trained = Duration.between(resource.created(), resource.updated());
      view.put("trainingHours", trained.toMillis() / 3_600_000.0);
    }
    if (resource.kind() == Kind.SOLUTION) {
      registry
          .all(Kind.SOLUTION_VERSION, "solutionArn", resource.arn())
          .max(Comparator.comparing(Resource::number))
          .ifPresent(latest -> view.set("latestSolutionVersion", summarized(latest)));
    }
    return view;
  }

  /** A resource as it stands in a list. */
  ObjectNode summarized(Resource resource) {
    ObjectNode all = described(resource);
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    for (String member : resource.kind().summary()) {
      if (all.has(member)) {
        view.set(member, all.get(member));
      }
    }
    view.set("creationDateTime", all.get("creationDateTime"));
    view.set("lastUpdatedDateTime", all.get("lastUpdatedDateTime"));
    return view;
  }

  static double epochSeconds(Instant instant) {
    return instant.toEpochMilli() / 1000.0;
  }
}
