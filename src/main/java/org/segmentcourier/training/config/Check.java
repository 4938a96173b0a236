package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.segmentcourier.text.Nearest;

/** Says what a place in a config must look like. Checks are put together to a grammar. */
@FunctionalInterface
interface Check {

  /**
   * @param path of the place, see {@link ConfigError}
   */
  void check(JsonNode found, String path, ConfigFindings findings);

  /** Both must hold. */
  default Check and(Check other) {
    return (found, path, findings) -> {
      check(found, path, findings);
      other.check(found, path, findings);
    };
  }

  /** A value of a kind. */
  static Check value(Predicate<JsonNode> right, String expected) {
    return (found, path, findings) -> {
      if (!right.test(found)) {
        findings.error(path, found, expected);
      }
    };
  }

  static Check text(Predicate<String> right, String expected) {
    return value(found -> found.isTextual() && right.test(found.asText()), expected);
  }

  static Check text(String pattern, String expected) {
    return text(Pattern.compile(pattern).asMatchPredicate(), expected);
  }

  static Check oneOf(List<String> choices) {
    return (found, path, findings) -> {
      if (!found.isTextual() || !choices.contains(found.asText())) {
        findings.error(path, found, Nearest.oneOf(choices, found.asText()));
      }
    };
  }

  static Check wholeNumber(long least, long most) {
    return value(
        found -> {
          BigInteger number = found.bigIntegerValue();
          return found.isIntegralNumber()
              && number.compareTo(BigInteger.valueOf(least)) >= 0
              && number.compareTo(BigInteger.valueOf(most)) <= 0;
        },
        "a whole number from %d to %d".formatted(least, most));
  }

  static Check flag() {
    return value(JsonNode::isBoolean, "true or false");
  }

  static Check listOf(Check element) {
    return (found, path, findings) -> {
      if (!found.isArray()) {
        findings.error(path, found, "a list");
        return;
      }
      for (int i = 0; i < found.size(); i++) {
        element.check(found.get(i), path + "[" + i + "]", findings);
      }
    };
  }
}
