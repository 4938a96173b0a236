package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A Personalize resource as it was seen.
 *
 * @param status as Personalize spells it; empty if the kind has none
 * @param reason why it failed; empty if it didn't or Personalize doesn't say
 * @param members of the description, with the service model's names
 * @param tags empty also if nobody asked for them
 */
public record Resource(
    Kind kind,
    String arn,
    String status,
    Instant created,
    Instant updated,
    String reason,
    ObjectNode members,
    Map<String, String> tags) {

  /** What a status means to a run. */
  public enum State {
    PENDING,
    ACTIVE,
    FAILED
  }

  /**
   * Personalize spells pending in several ways ({@code CREATE PENDING}, {@code IN PROGRESS}, {@code
   * CREATE STOPPING}, …): whatever is neither the good end nor a bad one is not over.
   */
  public State state() {
    if (!kind.hasStatus() || status.equals("ACTIVE")) {
      return State.ACTIVE;
    }
    return status.endsWith("FAILED") || status.endsWith("STOPPED") ? State.FAILED : State.PENDING;
  }

  /** Its own name: for a job the job's name. */
  public String name() {
    return members.path(kind.nameMember()).asText(arn.substring(arn.lastIndexOf('/') + 1));
  }

  /** What is told of a failure. */
  public String failure() {
    return kind.label().toLowerCase(Locale.ROOT)
        + " "
        + name()
        + " is "
        + status
        + (reason.isEmpty() ? "" : ": " + reason);
  }

  Resource tagged(Map<String, String> seen) {
    return new Resource(kind, arn, status, created, updated, reason, members, seen);
  }
}
