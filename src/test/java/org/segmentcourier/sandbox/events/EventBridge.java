package org.segmentcourier.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import org.segmentcourier.sandbox.queues.QueueSender;

/** Amazon EventBridge: buses, rules, and queues as targets. */
public final class EventBridge implements Service {

  private static final String DEFAULT_BUS = "default";

  private final Account account;
  private final QueueSender sender;
  private final Map<String, Bus> buses = new ConcurrentSkipListMap<>();

  /**
   * @param sender delivers to queues
   */
  public EventBridge(Account account, QueueSender sender) {
    this.account = account;
    this.sender = sender;
    createBus(DEFAULT_BUS);
  }

  /** Makes a bus; answers with its ARN. */
  public String createBus(String name) {
    return buses
        .computeIfAbsent(name, key -> new Bus(key, account.arn("events", "event-bus/" + key)))
        .arn();
  }

  /**
   * Makes a rule with its targets.
   *
   * @param bus its bus's name or ARN; empty is the default bus
   * @param pattern the event pattern, as JSON
   * @param targets as {@code PutTargets} takes them
   * @return the rule's ARN
   * @throws IllegalArgumentException if there is no such bus, or the sandbox does not understand
   *     the pattern or a target
   */
  public String createRule(
      String bus, String name, String description, JsonNode pattern, List<ObjectNode> targets) {
    Bus on =
        find(bus).orElseThrow(() -> new IllegalArgumentException("there is no bus '" + bus + "'"));
    String path = on.name().equals(DEFAULT_BUS) ? name : on.name() + "/" + name;
    String arn = account.arn("events", "rule/" + path);
    on.add(
        new Rule(
            name, arn, description, pattern.toString(), targets.stream().map(Target::of).toList()));
    return arn;
  }

  /** Takes an event of an AWS service, which goes over the default bus. */
  public void emit(Event event) {
    route(buses.get(DEFAULT_BUS), event);
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    return switch (operation) {
      case "PutEvents" -> putEvents(input.withArray("Entries"));
      case "DescribeEventBus" -> describe(existing(input, "Name"));
      case "ListEventBuses" -> listed("EventBuses", buses.values().stream().map(this::describe));
      case "ListRules" ->
          listed(
              "Rules",
              existing(input, "EventBusName").rules().stream()
                  .filter(rule -> rule.name().startsWith(input.path("NamePrefix").asText()))
                  .map(rule -> describe(rule, input)));
      case "DescribeRule" -> describe(existingRule(input, "Name"), input);
      case "ListTargetsByRule" ->
          listed("Targets", existingRule(input, "Rule").targets().stream().map(this::describe));
      default ->
          throw new AwsError("InternalException", "the sandbox's EventBridge has no " + operation);
    };
  }

  private ObjectNode putEvents(ArrayNode entries) {
    PutEventsEntry.refuseTooLarge(entries);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("Entries");
    int failures = 0;
    for (JsonNode json : entries) {
      var entry = new PutEventsEntry(json);
      var bus = find(entry.bus());
      var refusal = entry.refusal(bus.isPresent());
      if (refusal.isPresent()) {
        failures++;
        results.add(refusal.get());
      } else {
        Event event = entry.toEvent();
        results.addObject().put("EventId", event.id());
        route(bus.get(), event);
      }
    }
    return answer.put("FailedEntryCount", failures);
  }

  private void route(Bus bus, Event event) {
    ObjectNode envelope = event.envelope(account);
    for (Rule rule : bus.matching(envelope)) {
      for (Target target : rule.targets()) {
        target
            .body(envelope)
            .ifPresent(body -> sender.send(rule.arn(), target.arn(), body, target.group()));
      }
    }
  }

  private Optional<Bus> find(String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    return Optional.ofNullable(buses.get(name.isEmpty() ? DEFAULT_BUS : name));
  }

  private Bus existing(ObjectNode input, String member) {
    String name = input.path(member).asText();
    return find(name)
        .orElseThrow(
            () ->
                new AwsError(
                    "ResourceNotFoundException", "Event bus %s does not exist.".formatted(name)));
  }

  private Rule existingRule(ObjectNode input, String member) {
    Bus bus = existing(input, "EventBusName");
    String name = input.path(member).asText();
    return bus.rules().stream()
        .filter(rule -> rule.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new AwsError(
                    "ResourceNotFoundException",
                    "Rule %s does not exist on EventBus %s.".formatted(name, bus.name())));
  }

  private ObjectNode describe(Bus bus) {
    return JsonNodeFactory.instance.objectNode().put("Name", bus.name()).put("Arn", bus.arn());
  }

  private ObjectNode describe(Rule rule, ObjectNode input) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Name", rule.name())
        .put("Arn", rule.arn())
        .put("Description", rule.description())
        .put("EventPattern", rule.pattern())
        .put("State", "ENABLED")
        .put("EventBusName", existing(input, "EventBusName").name());
  }

  private ObjectNode describe(Target target) {
    return JsonNodeFactory.instance.objectNode().put("Id", target.id()).put("Arn", target.arn());
  }

  private static ObjectNode listed(String name, java.util.stream.Stream<ObjectNode> elements) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    elements.forEach(answer.putArray(name)::add);
    return answer;
  }
}
