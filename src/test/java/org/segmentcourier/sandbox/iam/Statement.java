package org.segmentcourier.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One statement of a policy.
 *
 * @param services the services that it is about; {@code *} is any
 * @param resources patterns of ARNs; none for a trust policy, which stands on its resource
 */
record Statement(
    boolean allows,
    List<String> services,
    List<String> actions,
    List<String> resources,
    List<Condition> conditions) {

  private static final Set<String> MEMBERS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");

  static Statement of(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!MEMBERS.contains(key)) {
                throw new IllegalArgumentException(
                    "the sandbox does not understand '%s' in a policy statement; it does %s"
                        .formatted(key, MEMBERS));
              }
            });
    String effect = json.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new IllegalArgumentException("Effect must be Allow or Deny, not '" + effect + "'");
    }
    if (!json.has("Action")) {
      throw new IllegalArgumentException("a policy statement must have an Action");
    }
    return new Statement(
        effect.equals("Allow"),
        services(json.path("Principal")),
        Texts.of(json.path("Action")),
        Texts.of(json.path("Resource")),
        conditions(json.path("Condition")));
  }

  boolean fits(Access access) {
    return (services.isEmpty() || anyLike(services, access.service()))
        && anyLike(lower(actions), access.action().toLowerCase(Locale.ROOT))
        && (resources.isEmpty() || anyLike(resources, access.resource()))
        && conditions.stream().allMatch(one -> one.holds(access.context()));
  }

  /** Empty in a policy that belongs to its principal, as a role's does. */
  private static List<String> services(JsonNode principal) {
    if (principal.isTextual() && principal.asText().equals("*")) {
      return List.of("*");
    }
    var services = new ArrayList<String>();
    for (var kind : principal.properties()) {
      switch (kind.getKey()) {
        case "Service" -> services.addAll(Texts.of(kind.getValue()));
        case "AWS" -> services.add("account " + kind.getValue().asText());
        default ->
            throw new IllegalArgumentException(
                "the sandbox does not understand the principal '" + kind.getKey() + "'");
      }
    }
    return services;
  }

  private static List<Condition> conditions(JsonNode json) {
    var conditions = new ArrayList<Condition>();
    for (var operator : json.properties()) {
      for (var key : operator.getValue().properties()) {
        conditions.add(Condition.of(operator.getKey(), key.getKey(), Texts.of(key.getValue())));
      }
    }
    return conditions;
  }

  private static List<String> lower(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean anyLike(List<String> patterns, String text) {
    return patterns.stream().anyMatch(pattern -> Texts.like(pattern, text));
  }
}
