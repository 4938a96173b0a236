package org.segmentcourier.sandbox.personalize;

/** Where a resource is in its life. */
enum Phase {
  PENDING("CREATE PENDING"),
  IN_PROGRESS("CREATE IN_PROGRESS"),
  ACTIVE("ACTIVE"),
  FAILED("CREATE FAILED"),
  STOPPING("CREATE STOPPING"),
  STOPPED("CREATE STOPPED"),
  DELETE_PENDING("DELETE PENDING"),
  DELETE_IN_PROGRESS("DELETE IN_PROGRESS");

  private final String status;

  Phase(String status) {
    this.status = status;
  }

  /** Whether a resource in this phase is still being made. */
  boolean isBeingMade() {
    return this == PENDING || this == IN_PROGRESS || this == STOPPING;
  }

  boolean isBeingDeleted() {
    return this == DELETE_PENDING || this == DELETE_IN_PROGRESS;
  }

  /**
   * The status as described.
   *
   * @param shortly the service model's spelling for batch jobs, {@code PENDING} and {@code IN
   *     PROGRESS}, instead of the one that all others have; both have been seen
   */
  String status(boolean shortly) {
    if (shortly && this == PENDING) {
      return "PENDING";
    }
    if (shortly && this == IN_PROGRESS) {
      return "IN PROGRESS";
    }
    return status;
  }

  /** The phase of a batch segment job with this status, in either spelling. */
  static Phase ofJob(String status) {
    for (Phase phase : new Phase[] {PENDING, IN_PROGRESS, ACTIVE, FAILED}) {
      if (status.equals(phase.status(true)) || status.equals(phase.status(false))) {
        return phase;
      }
    }
    throw new IllegalArgumentException(
        "a batch segment job is PENDING, IN PROGRESS, ACTIVE or CREATE FAILED, not " + status);
  }
}
