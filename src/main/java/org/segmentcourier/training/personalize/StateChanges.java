package org.segmentcourier.training.personalize;

import java.time.Duration;
import org.segmentcourier.event.StateChange;

/** What a state change says of a resource. */
final class StateChanges {

  static final String CREATING = "CREATING";
  static final String ACTIVE = "ACTIVE";
  static final String FAILED = "FAILED";

  private StateChanges() {}

  static String status(Resource resource) {
    return switch (resource.state()) {
      case PENDING -> CREATING;
      case ACTIVE -> ACTIVE;
      case FAILED -> FAILED;
    };
  }

  /** The change when a resource was asked for. */
  static StateChange creating(Kind kind, String arn) {
    return new StateChange(arn, kind.label(), CREATING, 0, "");
  }

  static StateChange of(Resource resource, String status) {
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
