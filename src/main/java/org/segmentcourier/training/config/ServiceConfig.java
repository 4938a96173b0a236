package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.personalize.model.BatchInferenceJobMode;
import software.amazon.awssdk.services.personalize.model.Domain;
import software.amazon.awssdk.services.personalize.model.TrainingMode;

/**
 * Checks of {@code serviceConfig} sections: what stands there goes into a create request of
 * Personalize, so the SDK's request says which keys there are and what they hold. Limits and
 * patterns, which the SDK doesn't know, are those of the service model.
 */
public final class ServiceConfig {

  /** Of names and job names, in characters. */
  static final int LONGEST_NAME = 63;

  private static final String NAME =
      "a name of 1 to 63 letters, digits, - and _ that begins with a letter or digit";
  private static final String ARN = "arn:[a-z-]+:personalize:.*:.*:.+";

  private static final Predicate<String> IS_NAME =
      Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9\\-_]{0,62}").asMatchPredicate();

  /** Tags as a map is made of them later: a key of its own each. */
  static final Check TAGS =
      Check.listOf(
              new ObjectCheck()
                  .required(
                      "tagKey",
                      Check.text(t -> !t.isEmpty() && t.length() <= 128, "1 to 128 characters"))
                  .required("tagValue", Check.text(t -> t.length() <= 256, "up to 256 characters")))
          .and(Check.value(found -> found.size() <= 200, "at most 200 tags"));

  /** What is known of members by their name, beyond their type. */
  private static final Map<String, Check> BY_NAME =
      Map.ofEntries(
          Map.entry("name", Check.text(IS_NAME, NAME)),
          Map.entry("tags", TAGS),
          Map.entry("domain", Check.oneOf(names(Domain.knownValues().stream()))),
          Map.entry("trainingMode", Check.oneOf(names(TrainingMode.knownValues().stream()))),
          Map.entry("importMode", Check.oneOf(List.of("FULL"))),
          Map.entry(
              "batchInferenceJobMode",
              Check.oneOf(names(BatchInferenceJobMode.knownValues().stream()))),
          Map.entry("recipeArn", Check.text(ARN, "the ARN of a recipe")),
          Map.entry("filterArn", Check.text(ARN, "the ARN of a filter")),
          Map.entry("numResults", Check.wholeNumber(1, 5_000_000)),
          Map.entry("minProvisionedTPS", Check.wholeNumber(1, Integer.MAX_VALUE)),
          Map.entry(
              "filterExpression",
              Check.text(
                  t -> !t.isEmpty() && t.length() <= 2500,
                  "an expression of 1 to 2500 characters")));

  private ServiceConfig() {}

  /** Whether a resource of Personalize can have the name. */
  public static boolean isName(String name) {
    return IS_NAME.test(name);
  }

  /**
   * A section that becomes a request: has its members, of which none is required yet.
   *
   * @param request an empty builder of it
   * @param supplied members that the run itself fills in: what the config says of them has no
   *     effect, which is noted
   */
  static ObjectCheck of(SdkPojo request, String... supplied) {
    var check = membersOf(request);
    for (String member : supplied) {
      check =
          check.optional(
              member,
              (found, path, findings) ->
                  findings.note(path + " is not used: the run itself decides on it"));
    }
    return check;
  }

  private static ObjectCheck membersOf(SdkPojo pojo) {
    var check = new ObjectCheck();
    for (SdkField<?> field : pojo.sdkFields()) {
      Check byName = BY_NAME.get(field.locationName());
      check = check.optional(field.locationName(), byName != null ? byName : typeOf(field));
    }
    return check;
  }

  private static Check typeOf(SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      return Check.value(JsonNode::isTextual, "a text");
    } else if (type == MarshallingType.BOOLEAN) {
      return Check.flag();
    } else if (type == MarshallingType.INTEGER) {
      return Check.wholeNumber(Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == MarshallingType.LONG) {
      return Check.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == MarshallingType.SDK_POJO) {
      return membersOf(field.constructor().get());
    } else if (type == MarshallingType.LIST) {
      return Check.listOf(typeOf(field.getRequiredTrait(ListTrait.class).memberFieldInfo()));
    } else if (type == MarshallingType.MAP) {
      return mapOf(typeOf(field.getRequiredTrait(MapTrait.class).valueFieldInfo()));
    }
    return Check.value(JsonNode::isNumber, "a number");
  }

  private static Check mapOf(Check value) {
    return (found, path, findings) -> {
      if (!found.isObject()) {
        findings.error(path, found, "an object");
        return;
      }
      found.properties().forEach(e -> value.check(e.getValue(), path + "." + e.getKey(), findings));
    };
  }

  private static List<String> names(Stream<?> constants) {
    return constants.map(Object::toString).sorted().toList();
  }
}
