package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a part of a template mentions, wherever in it, and whichever conditions hold.
 *
 * @param names parameters and resources: {@code Ref}, {@code Sub}
 * @param attributes such as {@code Queue.Arn}: {@code GetAtt}, {@code Sub}
 * @param conditions {@code If}, {@code Condition}
 */
record Mentions(Set<String> names, Set<String> attributes, Set<String> conditions) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  static Mentions in(JsonNode part) {
    var mentions = new Mentions(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    mentions.read(part);
    return mentions;
  }

  private void read(JsonNode part) {
    String function = Functions.name(part);
    JsonNode argument = part.path(function);
    switch (function) {
      case "Ref" -> names.add(argument.asText());
      case "Fn::GetAtt" ->
          attributes.add(argument.path(0).asText() + "." + argument.path(1).asText());
      case "Fn::If" -> conditions.add(argument.path(0).asText());
      case "Fn::Sub" -> sub(argument);
      case "Condition" -> conditions.add(argument.asText());
      default -> {}
    }
    if (part.path("Condition").isTextual()) {
      conditions.add(part.path("Condition").asText());
    }
    part.forEach(this::read);
  }

  private void sub(JsonNode argument) {
    JsonNode own = argument.path(1);
    var variables =
        VARIABLE.matcher(argument.isArray() ? argument.path(0).asText() : argument.asText());
    while (variables.find()) {
      String name = variables.group(1);
      if (!own.has(name)) {
        (name.contains(".") ? attributes : names).add(name);
      }
    }
  }
}
