package org.segmentcourier.branch.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.segmentcourier.text.Nearest;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Which keys and values a route may have: what Camel's own schema says, which comes with its YAML.
 * Camel itself names the start of the step in which a key is unknown; here it is the key.
 */
final class Grammar {

  private static final String DEFINITIONS = "#/items/definitions/";

  private final JsonNode root;
  private final JsonNode definitions;
  private final Map<JsonNode, Form> forms = new IdentityHashMap<>();

  private Grammar(JsonNode schema) {
    root = schema.path("items");
    definitions = root.path("definitions");
  }

  /** It is long, and read once, where it is needed. */
  private static final class Camel {
    static final Grammar GRAMMAR = read();

    private static Grammar read() {
      try (var in = Grammar.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
        return new Grammar(new ObjectMapper().readTree(in));
      } catch (IOException e) {
        throw new UncheckedIOException("Camel's schema of routes can't be read", e);
      }
    }
  }

  static Grammar ofCamel() {
    return Camel.GRAMMAR;
  }

  /** What one place of a file may hold; alternatives of the schema taken together. */
  private static final class Form {
    final Map<String, JsonNode> keys = new TreeMap<>();
    final Set<String> required = new LinkedHashSet<>();
    final Set<String> values = new LinkedHashSet<>();
    final Set<String> types = new HashSet<>();
    JsonNode items;
    boolean oneKey;
  }

  /** What is wrong with one element of a file, at its places. */
  synchronized List<Finding> check(RouteFile file, Node element) {
    var findings = new ArrayList<Finding>();
    check(file, "a file of routes", element, root, findings);
    return findings;
  }

  private void check(
      RouteFile file, String name, Node node, JsonNode schema, List<Finding> findings) {
    var form = form(schema);
    if (form.types.isEmpty()) {
      return;
    }
    var place = Place.of(file, node);
    if (node instanceof MappingNode mapping) {
      if (form.types.contains("object")) {
        checkKeys(file, name, mapping, form, findings);
      } else {
        findings.add(place.finding("'%s' must be %s, without keys of its own", name, kinds(form)));
      }
    } else if (node instanceof SequenceNode sequence) {
      if (form.types.contains("array")) {
        sequence.getValue().forEach(item -> check(file, name, item, form.items, findings));
      } else {
        findings.add(place.finding("'%s' must be %s, no list", name, kinds(form)));
      }
    } else if (node instanceof ScalarNode scalar) {
      checkValue(place, name, scalar.getValue(), form, findings);
    }
  }

  private void checkKeys(
      RouteFile file, String name, MappingNode mapping, Form form, List<Finding> findings) {
    var seen = new HashSet<String>();
    for (var tuple : mapping.getValue()) {
      var place = Place.of(file, tuple.getKeyNode());
      var key = String.valueOf(Yaml.text(tuple.getKeyNode()));
      var schema = form.keys.get(key);
      if (!seen.add(key)) {
        findings.add(place.finding("'%s' stands here twice", key));
      } else if (form.oneKey && seen.size() > 1) {
        findings.add(
            place.finding("'%s' must be an item of its own, or be part of the one before", key));
      } else if (schema != null) {
        check(file, key, tuple.getValueNode(), schema, findings);
      } else if (!form.keys.isEmpty()) {
        findings.add(
            place.finding("'%s' is unknown in %s%s", key, name, meant(key, form.keys.keySet())));
      }
    }
    for (var key : form.required) {
      if (!seen.contains(key)) {
        findings.add(Place.of(file, mapping).finding("'%s' is missing in %s", key, name));
      }
    }
  }

  /** Of few all are named, of many the one that was probably meant. */
  private static String meant(String key, Set<String> keys) {
    if (keys.size() <= 12) {
      return "; it must be " + Nearest.oneOf(keys, key);
    }
    return Nearest.to(key, keys).map("; did you mean %s?"::formatted).orElse("");
  }

  private static void checkValue(
      Place place, String name, String value, Form form, List<Finding> findings) {
    if (value.contains("{{") || value.startsWith("#") || value.startsWith("$")) {
      return; // known when it runs
    }
    boolean fits =
        form.types.stream()
            .anyMatch(
                type ->
                    switch (type) {
                      case "string" -> isOneOf(form.values, value);
                      case "boolean" -> value.matches("(?i)true|false");
                      case "number", "integer" -> value.matches("-?\\d+(\\.\\d+)?");
                      case "array", "object" -> value.isEmpty();
                      default -> true;
                    });
    if (!fits) {
      findings.add(place.finding("'%s' must be %s, not '%s'", name, kinds(form), value));
    }
  }

  /** Camel minds neither capitals nor dashes. */
  private static boolean isOneOf(Set<String> values, String value) {
    return values.isEmpty() || values.stream().anyMatch(one -> plain(one).equals(plain(value)));
  }

  private static String plain(String value) {
    return value.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  private static String kinds(Form form) {
    if (!form.values.isEmpty()) {
      return "one of " + String.join(", ", form.values);
    }
    if (form.types.contains("array")) {
      return "a list";
    }
    if (form.types.contains("boolean")) {
      return "true or false";
    }
    if (form.types.contains("number") || form.types.contains("integer")) {
      return "a number";
    }
    return form.types.contains("string") ? "a text" : "keys with values below it";
  }

  private Form form(JsonNode schema) {
    var known = forms.get(schema);
    if (known != null) {
      return known;
    }
    var form = new Form();
    collect(schema, form, true);
    forms.put(schema, form);
    return form;
  }

  /**
   * @param outermost what an alternative requires is needed only if that one is chosen
   */
  private void collect(JsonNode schema, Form form, boolean outermost) {
    if (schema.has("$ref")) {
      var definition = schema.path("$ref").asText().substring(DEFINITIONS.length());
      collect(definitions.path(definition), form, outermost);
    }
    if (schema.path("type").isTextual()) {
      form.types.add(schema.path("type").asText());
    }
    if (schema.has("properties")) {
      form.types.add("object");
    }
    schema
        .path("properties")
        .fields()
        .forEachRemaining(
            property ->
                form.keys.merge(
                    property.getKey(),
                    property.getValue(),
                    (one, other) -> one.isEmpty() ? other : one));
    schema.path("enum").forEach(value -> form.values.add(value.asText()));
    if (schema.has("items")) {
      form.items = schema.path("items");
    }
    form.oneKey |= schema.path("maxProperties").asInt() == 1;
    if (outermost) {
      schema.path("required").forEach(key -> form.required.add(key.asText()));
    }
    schema.path("oneOf").forEach(alternative -> collect(alternative, form, false));
    schema.path("anyOf").forEach(alternative -> collect(alternative, form, false));
  }
}
