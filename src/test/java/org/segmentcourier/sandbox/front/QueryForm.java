package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Form parameters with names such as {@code Tags.member.1.Key} or {@code Attributes.entry.2.value},
 * as the tree that they are.
 */
final class QueryForm {

  /** Numbers of a list in their order, names as text. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final Map<String, QueryForm> branches = new TreeMap<>(BY_NUMBER);
  private String text = "";

  void put(Map.Entry<String, String> parameter) {
    var branch = this;
    for (var name : parameter.getKey().split("\\.")) {
      branch = branch.branches.computeIfAbsent(name, n -> new QueryForm());
    }
    branch.text = parameter.getValue();
  }

  /** Removes a parameter; empty text if it isn't there. */
  String take(String name) {
    var branch = branches.remove(name);
    return branch == null ? "" : branch.text;
  }

  /** The members of an operation's input. */
  ObjectNode members(Optional<Shape> input) {
    var members = JsonNodeFactory.instance.objectNode();
    input.ifPresent(shape -> structure(shape, members));
    return members;
  }

  private ObjectNode structure(Shape shape, ObjectNode members) {
    branches.forEach(
        (wireName, branch) ->
            shape.members().entrySet().stream()
                .filter(m -> m.getValue().wireName().equals(wireName))
                .findFirst()
                .ifPresentOrElse(
                    m -> members.set(m.getKey(), branch.value(m.getValue().shape())),
                    () -> members.put(wireName, branch.text)));
    return members;
  }

  /** What isn't of the shape becomes text, so that the check finds it. */
  private JsonNode value(Shape shape) {
    var nodes = JsonNodeFactory.instance;
    return switch (shape.type()) {
      case STRUCTURE -> structure(shape, nodes.objectNode());
      case LIST -> {
        var list = nodes.arrayNode();
        below(shape.element().wireName())
            .forEach((number, element) -> list.add(element.value(shape.element().shape())));
        yield list;
      }
      case MAP -> {
        var map = nodes.objectNode();
        below("entry")
            .forEach(
                (number, entry) ->
                    map.set(
                        entry.take(shape.key().wireName()),
                        entry
                            .branches
                            .getOrDefault(shape.value().wireName(), new QueryForm())
                            .value(shape.value().shape())));
        yield map;
      }
      default -> Scalars.read(shape, text);
    };
  }

  private Map<String, QueryForm> below(String name) {
    var branch = branches.get(name);
    return branch == null ? Map.of() : branch.branches;
  }
}
