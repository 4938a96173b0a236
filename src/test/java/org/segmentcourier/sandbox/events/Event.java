package org.segmentcourier.sandbox.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.segmentcourier.sandbox.Account;

/**
 * Something that happened, on its way over a bus.
 *
 * @param id made by EventBridge
 * @param resources ARNs of what it is about
 */
public record Event(
    String id,
    String source,
    String detailType,
    Instant time,
    List<String> resources,
    ObjectNode detail) {

  /** An event that happens now and is about no resource. */
  public static Event of(String source, String detailType, ObjectNode detail) {
    return new Event(
        UUID.randomUUID().toString(), source, detailType, Instant.now(), List.of(), detail);
  }

  /** The same event, about these resources. */
  public Event about(String... arns) {
    return new Event(id, source, detailType, time, List.of(arns), detail);
  }

  /** The event as rules match it and targets receive it. */
  ObjectNode envelope(Account account) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("version", "0");
    envelope.put("id", id);
    envelope.put("detail-type", detailType);
    envelope.put("source", source);
    envelope.put("account", account.id());
    envelope.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("region", account.region());
    resources.forEach(envelope.putArray("resources")::add);
    envelope.set("detail", detail);
    return envelope;
  }
}
