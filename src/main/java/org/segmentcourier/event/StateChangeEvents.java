package org.segmentcourier.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.segmentcourier.aws.ObjectTraces;

/**
 * Reads and writes state changes of Personalize resources, as events on the custom bus: the
 * contract of the AWS solution "Maintaining Personalized Experiences with Machine Learning", whose
 * {@code detail} is {@code {"Arn", "Status", "Duration"}}, plus {@code Reason} where something
 * failed.
 */
public final class StateChangeEvents {

  /**
   * Reads which batch segment job has finished, whoever announced it.
   *
   * @param body of an SQS message: the whole event, its {@code detail} alone, or either by way of
   *     SNS
   * @return the job's ARN; empty if it is another state, or another kind of resource
   * @throws NotUnderstood if it is no state change
   */
  public Optional<String> finishedJob(String body) {
    var envelope = Envelope.open(body);
    var detail = envelope.detail();
    var arn = text(detail, "Arn", envelope);
    var status = text(detail, "Status", envelope);
    if (!arn.matches("arn:[^:]+:personalize:[^:]+:[^:]+:[^:/]+/\\S+")) {
      throw envelope.notUnderstood(
          "'"
              + arn
              + "' is no ARN of a Personalize resource, such as"
              + " arn:aws:personalize:us-east-1:123456789012:batch-segment-job/name");
    }
    var finished = status.equals("ACTIVE") && arn.contains(":batch-segment-job/");
    return finished ? Optional.of(arn) : Optional.empty();
  }

  /**
   * The {@code detail} of the event that announces a change.
   *
   * @param trace that it is of; null if nothing is traced
   */
  public Map<String, Object> detail(StateChange change, String trace) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("Arn", change.arn());
    detail.put("Status", change.status());
    if (change.durationSeconds() > 0) {
      detail.put("Duration", change.durationSeconds());
    }
    if (!change.reason().isEmpty()) {
      detail.put("Reason", change.reason());
    }
    if (trace != null) {
      detail.put(ObjectTraces.HEADER, trace);
    }
    return detail;
  }

  private static String text(JsonNode detail, String field, Envelope envelope) {
    var value = detail.path(field).asText("");
    if (value.isEmpty()) {
      throw envelope.notUnderstood(
          "the message is no state change: it has no " + field + " (expected are Arn and Status)");
    }
    return value;
  }
}
