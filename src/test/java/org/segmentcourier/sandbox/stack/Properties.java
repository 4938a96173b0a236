package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The properties of a resource, resolved. Each must be read, or skipped by name: one that nobody
 * knows is an error, not silence.
 */
final class Properties {

  private final String path;
  private final ObjectNode values;
  private final Consumer<String> skipped;
  private final Set<String> read = new HashSet<>();

  /**
   * @param skipped told the path of each property that is there, but that the sandbox can't do
   */
  Properties(String path, ObjectNode values, Consumer<String> skipped) {
    this.path = path;
    this.values = values;
    this.skipped = skipped;
  }

  /** A property; missing if it isn't there. */
  JsonNode json(String name) {
    read.add(name);
    return values.path(name);
  }

  /** A property that must be there. */
  JsonNode required(String name) {
    JsonNode value = json(name);
    if (value.isMissingNode()) {
      throw new TemplateException(path + "." + name, "is missing");
    }
    return value;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(json(name).asText(null));
  }

  String requiredText(String name) {
    return required(name).asText();
  }

  /** The members of a list; none if it isn't there. */
  List<JsonNode> list(String name) {
    return json(name).valueStream().toList();
  }

  /** A group of properties; none if it isn't there. */
  Properties group(String name) {
    JsonNode group = json(name);
    return new Properties(
        path + "." + name,
        group instanceof ObjectNode members ? members : values.objectNode(),
        skipped);
  }

  /** Notes properties that are right, but that the sandbox can't do. */
  Properties skip(String... names) {
    for (String name : names) {
      if (!json(name).isMissingNode()) {
        skipped.accept(path + "." + name);
      }
    }
    return this;
  }

  /**
   * @throws TemplateException if a property was neither read nor skipped
   */
  void refuseUnread() {
    values
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!read.contains(name)) {
                throw new TemplateException(
                    path + "." + name, "the sandbox does not know this property");
              }
            });
  }
}
