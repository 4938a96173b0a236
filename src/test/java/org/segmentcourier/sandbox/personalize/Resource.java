package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * One resource as it is at a moment.
 *
 * @param number the how-manieth resource it is: the order in which lists show them
 * @param members what its maker gave, defaults filled in, tags excepted; never changed
 * @param failureReason empty unless it failed
 * @param updated when it came into this phase
 * @param due when the next phase begins; {@link Instant#MAX} at rest
 */
record Resource(
    Kind kind,
    String arn,
    long number,
    ObjectNode members,
    Phase phase,
    String failureReason,
    Instant created,
    Instant updated,
    Instant due,
    Map<String, String> tags) {

  Resource {
    tags = Map.copyOf(tags);
  }

  /** A member that is text, such as the ARN of a parent; empty when absent. */
  String text(String member) {
    return members.path(member).asText("");
  }

  Resource enters(Phase next, Instant at, Instant nextDue) {
    return new Resource(
        kind, arn, number, members, next, failureReason, created, at, nextDue, tags);
  }

  Resource fails(String reason, Instant at) {
    return new Resource(
        kind, arn, number, members, Phase.FAILED, reason, created, at, Instant.MAX, tags);
  }

  Resource tagged(Map<String, String> newTags) {
    return new Resource(
        kind, arn, number, members, phase, failureReason, created, updated, due, newTags);
  }
}
