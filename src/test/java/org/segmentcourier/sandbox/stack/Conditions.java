package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The section {@code Conditions}: {@code Equals}, {@code Not}, {@code And}, {@code Or}. */
final class Conditions {

  private final ObjectNode declared;
  private final Resolver operands;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  /**
   * @param operands resolves what is compared; it knows parameters, but no condition or resource
   */
  Conditions(ObjectNode declared, Resolver operands) {
    this.declared = declared;
    this.operands = operands;
  }

  /**
   * Whether a condition holds.
   *
   * @param path where it is asked for
   * @throws TemplateException if there is no such condition, or it depends on itself
   */
  boolean holds(String path, String name) {
    if (!declared.has(name)) {
      throw new TemplateException(path, "there is no condition '" + name + "'");
    }
    if (known.containsKey(name)) {
      return known.get(name);
    }
    if (!underWay.add(name)) {
      throw new TemplateException("Conditions." + name, "depends on itself: " + underWay);
    }
    boolean holds = evaluate("Conditions." + name, declared.get(name));
    underWay.remove(name);
    known.put(name, holds);
    return holds;
  }

  /** Whether an expression of such functions comes to true. */
  boolean evaluate(String path, JsonNode expression) {
    String function = Functions.name(expression);
    JsonNode arguments = expression.path(function);
    return switch (function) {
      case "Condition" -> holds(path, arguments.asText());
      case "Fn::Equals" -> {
        Functions.expect(path, function, arguments, 2, 2);
        yield operands.text(path, arguments.get(0)).equals(operands.text(path, arguments.get(1)));
      }
      case "Fn::Not" -> {
        Functions.expect(path, function, arguments, 1, 1);
        yield !evaluate(path, arguments.get(0));
      }
      case "Fn::And" -> {
        Functions.expect(path, function, arguments, 2, 10);
        yield count(path, arguments) == arguments.size();
      }
      case "Fn::Or" -> {
        Functions.expect(path, function, arguments, 2, 10);
        yield count(path, arguments) > 0;
      }
      default ->
          throw new TemplateException(
              path, "the sandbox knows no condition function '" + function + "'");
    };
  }

  private long count(String path, JsonNode expressions) {
    return expressions.valueStream().filter(one -> evaluate(path, one)).count();
  }
}
