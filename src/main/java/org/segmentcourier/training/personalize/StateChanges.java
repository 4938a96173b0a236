package org.segmentcourier.training.personalize;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.segmentcourier.event.StateChange;

/**
 * Which state changes there are to publish: each once per run, and none of a resource that was what
 * it is before the run. Failures are published, too (the solution whose contract this is has no
 * such event).
 */
public final class StateChanges {

  public static final String CREATING = "CREATING";
  public static final String ACTIVE = "ACTIVE";
  public static final String FAILED = "FAILED";

  private StateChanges() {}

  /**
   * The change that a run has to publish of a resource that it sees, if any.
   *
   * @param started when the newest input of the run was put
   * @param last status of the resource that the run has published; empty if none
   */
  public static Optional<StateChange> since(Instant started, String last, Resource resource) {
    String status =
        switch (resource.state()) {
          case PENDING -> CREATING;
          case ACTIVE -> ACTIVE;
          case FAILED -> FAILED;
        };
    if (status.equals(last) || !resource.kind().hasStatus()) {
      return Optional.empty();
    }
    return last.isEmpty() && !isOfRun(started, resource)
        ? Optional.empty()
        : Optional.of(of(resource, status));
  }

  /** The change when a resource was asked for. */
  static StateChange creating(Kind kind, String arn) {
    return new StateChange(arn, kind.label(), CREATING, 0, "");
  }

  /**
   * Made in this run, though its publication may have been lost; or a job that an earlier run began
   * and that has ended in this one.
   */
  private static boolean isOfRun(Instant started, Resource resource) {
    return !resource.created().isBefore(started)
        || (resource.kind().namedByContent()
            && resource.state() != Resource.State.PENDING
            && resource.updated().isAfter(started));
  }

  private static StateChange of(Resource resource, String status) {
    long seconds =
        status.equals(ACTIVE)
            ? Duration.between(resource.created(), resource.updated()).toSeconds()
            : 0;
    return new StateChange(
        resource.arn(),
        resource.kind().label(),
        status,
        Math.max(0, seconds),
        status.equals(FAILED) ? resource.reason() : "");
  }
}
