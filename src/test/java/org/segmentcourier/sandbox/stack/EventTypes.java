package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Buses and rules. */
final class EventTypes {

  private final Cloud cloud;

  EventTypes(Cloud cloud) {
    this.cloud = cloud;
  }

  Made bus(String name, Properties properties) {
    String bus = properties.requiredText("Name");
    properties.skip("Description", "Tags");
    String arn = cloud.events().createBus(bus);
    return new Made(bus, Map.of("Arn", arn, "Name", bus));
  }

  Made rule(String name, Properties properties) {
    String rule = properties.text("Name").orElse(name);
    String bus = properties.text("EventBusName").orElse("");
    String state = properties.text("State").orElse("ENABLED");
    if (!state.equals("ENABLED")) {
      throw new IllegalArgumentException("the sandbox knows no rules that are " + state);
    }
    String arn =
        cloud
            .events()
            .createRule(
                bus,
                rule,
                properties.text("Description").orElse(""),
                properties.required("EventPattern"),
                properties.list("Targets").stream().map(ObjectNode.class::cast).toList());
    return new Made(bus.isEmpty() ? rule : bus + "|" + rule, Map.of("Arn", arn));
  }
}
