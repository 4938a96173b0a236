package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Replaces CloudFormation's functions by their values: {@code Ref}, {@code GetAtt}, {@code Sub},
 * {@code Join}, {@code Split}, {@code If}. Any other is an error that names its place.
 */
final class Resolver {

  private static final String NO_VALUE = "AWS::NoValue";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?[^}]*)}");

  /** Decides an {@code If}. */
  interface Choice {
    boolean holds(String path, String condition);
  }

  private final Function<String, Optional<String>> parameters;
  private final Choice conditions;
  private final References resources;

  /**
   * @param parameters the template's and the pseudo parameters, by name
   */
  Resolver(Function<String, Optional<String>> parameters, Choice conditions, References resources) {
    this.parameters = parameters;
    this.conditions = conditions;
    this.resources = resources;
  }

  /**
   * Resolves everything in a value.
   *
   * @param path where the value stands, for errors
   * @return the value; missing if it is {@code AWS::NoValue}
   */
  JsonNode resolve(String path, JsonNode value) {
    String function = Functions.name(value);
    if (!function.isEmpty() && !function.equals("Condition")) {
      return call(path, function, value.get(function));
    }
    if (value instanceof ObjectNode members) {
      ObjectNode resolved = members.objectNode();
      for (var member : members.properties()) {
        JsonNode one = resolve(path + "." + member.getKey(), member.getValue());
        if (!one.isMissingNode()) {
          resolved.set(member.getKey(), one);
        }
      }
      return resolved;
    }
    if (value instanceof ArrayNode elements) {
      ArrayNode resolved = elements.arrayNode();
      for (int i = 0; i < elements.size(); i++) {
        JsonNode one = resolve("%s[%d]".formatted(path, i), elements.get(i));
        if (!one.isMissingNode()) {
          resolved.add(one);
        }
      }
      return resolved;
    }
    return value;
  }

  /** Resolves a value that must be a scalar. */
  String text(String path, JsonNode value) {
    JsonNode resolved = resolve(path, value);
    if (!resolved.isValueNode() || resolved.isNull()) {
      throw new TemplateException(path, "must be a text, not " + resolved);
    }
    return resolved.asText();
  }

  private JsonNode call(String path, String function, JsonNode argument) {
    return switch (function) {
      case "Ref" ->
          argument.asText().equals(NO_VALUE)
              ? MissingNode.getInstance()
              : TextNode.valueOf(ref(path, argument.asText()));
      case "Fn::GetAtt" -> {
        Functions.expect(path, function, argument, 2, 2);
        yield TextNode.valueOf(attribute(path, argument.get(0).asText(), argument.get(1).asText()));
      }
      case "Fn::Sub" -> TextNode.valueOf(sub(path, argument));
      case "Fn::Join" -> {
        Functions.expect(path, function, argument, 2, 2);
        yield TextNode.valueOf(join(path, argument.get(0).asText(), argument.get(1)));
      }
      case "Fn::Split" -> {
        Functions.expect(path, function, argument, 2, 2);
        yield split(argument.get(0).asText(), text(path, argument.get(1)));
      }
      case "Fn::If" -> {
        Functions.expect(path, function, argument, 3, 3);
        boolean holds = conditions.holds(path, argument.get(0).asText());
        yield resolve(path, argument.get(holds ? 1 : 2));
      }
      default ->
          throw new TemplateException(path, "the sandbox does not know " + function + " here");
    };
  }

  private String ref(String path, String name) {
    return parameters
        .apply(name)
        .or(() -> resources.ref(name))
        .orElseThrow(
            () ->
                new TemplateException(
                    path, "there is no parameter or resource '" + name + "' to refer to"));
  }

  private String attribute(String path, String logicalId, String name) {
    return resources
        .attribute(logicalId, name)
        .orElseThrow(
            () ->
                new TemplateException(
                    path, "there is no attribute '%s' of '%s'".formatted(name, logicalId)));
  }

  private String join(String path, String delimiter, JsonNode values) {
    JsonNode resolved = resolve(path, values);
    if (!resolved.isArray()) {
      throw new TemplateException(path, "Fn::Join takes a delimiter and a list");
    }
    var texts = new ArrayList<String>();
    resolved.forEach(one -> texts.add(one.asText()));
    return String.join(delimiter, texts);
  }

  private static ArrayNode split(String delimiter, String text) {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    Splitter.on(delimiter).split(text).forEach(parts::add);
    return parts;
  }

  private String sub(String path, JsonNode argument) {
    if (argument.isArray()) {
      Functions.expect(path, "Fn::Sub", argument, 2, 2);
    }
    JsonNode own = argument.isArray() ? argument.get(1) : MissingNode.getInstance();
    String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
    return VARIABLE.matcher(text).replaceAll(match -> literal(path, own, match.group(1).trim()));
  }

  private String literal(String path, JsonNode own, String name) {
    return java.util.regex.Matcher.quoteReplacement(variable(path, own, name));
  }

  private String variable(String path, JsonNode own, String name) {
    if (name.startsWith("!")) {
      return "${" + name.substring(1) + "}";
    }
    if (own.has(name)) {
      return text(path, own.get(name));
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? ref(path, name)
        : attribute(path, name.substring(0, dot), name.substring(dot + 1));
  }
}
