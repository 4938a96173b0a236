package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** How CloudFormation writes a call: a mapping with one member, the function's name. */
final class Functions {

  private Functions() {}

  /** The function that a node calls; empty if it calls none. */
  static String name(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return "";
    }
    String name = node.fieldNames().next();
    return name.startsWith("Fn::") || name.equals("Ref") || name.equals("Condition") ? name : "";
  }

  static void expect(String path, String function, JsonNode arguments, int least, int most) {
    if (!arguments.isArray() || arguments.size() < least || arguments.size() > most) {
      throw new TemplateException(
          path, "%s takes a list of %d to %d members".formatted(function, least, most));
    }
  }
}
