package org.segmentcourier.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConstants;
import org.segmentcourier.text.Nearest;

/**
 * The keys {@code camel.<group>.<option>} that Camel takes, as its own list has them. Camel spells
 * an option in several ways: {@code shutdownTimeout}, {@code shutdown-timeout}, {@code
 * SHUTDOWN_TIMEOUT} in the environment.
 */
final class CamelKeys {

  private static final String LIST = "/META-INF/camel-main-configuration-metadata.json";

  /** Groups with options that only Camel can know: those of components, or names that are free. */
  private static final Set<String> OPEN =
      Set.of(
          "beans",
          "component",
          "context",
          "dataformat",
          "devconsole",
          "globaloptions",
          "kamelet",
          "language",
          "routetemplate",
          "variable",
          "vault");

  /** Read by Camel before it reads options, from the environment only. */
  private static final Set<String> EARLY =
      Set.of(
          MainConstants.INITIAL_PROPERTIES_LOCATION,
          MainConstants.OVERRIDE_PROPERTIES_LOCATION,
          MainConstants.PROPERTY_PLACEHOLDER_LOCATION);

  /** What Kubernetes sets for each service, whatever its name; Camel passes it over. */
  private static final Pattern OF_KUBERNETES = Pattern.compile(".*(_SERVICE_HOST|_PORT(_.*)?)");

  private static final Pattern KEY = Pattern.compile("camel\\.([^.\\[]+)\\.?(.*)");

  /** By group, then by option as {@link #plain} has it. */
  private final Map<String, Map<String, Option>> groups;

  /**
   * @param key as Camel's list has it
   * @param map whether a name may follow: {@code config[slow]}, {@code corsHeaders.origin}
   * @param shape of its value
   */
  private record Option(String key, boolean map, Shape shape) {}

  private CamelKeys(Map<String, Map<String, Option>> groups) {
    this.groups = groups;
  }

  /** Those of the Camel that is there. */
  static CamelKeys read() {
    try (var in = Main.class.getResourceAsStream(LIST)) {
      return new CamelKeys(groups(new ObjectMapper().readTree(in).get("properties")));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read Camel's list of its keys, " + LIST, e);
    }
  }

  private static Map<String, Map<String, Option>> groups(JsonNode properties) {
    var groups = new HashMap<String, Map<String, Option>>();
    for (var property : properties) {
      var name = property.get("name").textValue();
      var parts = KEY.matcher(name);
      if (parts.matches()) {
        var map = property.get("javaType").textValue().equals("java.util.Map");
        groups
            .computeIfAbsent(plain(parts.group(1)), group -> new HashMap<>())
            .put(plain(parts.group(2)), new Option(name, map, shape(property)));
      }
    }
    return groups;
  }

  private static Shape shape(JsonNode property) {
    return switch (property.get("type").textValue()) {
      case "integer" -> Shape.wholeNumber();
      case "number" -> Shape.number();
      case "boolean" -> Shape.trueOrFalse();
      case "enum" -> choice(property);
      default -> Shape.text();
    };
  }

  /** Where Camel takes a text, such as for {@code dumpRoutes}, it may be off or on, too. */
  private static Shape choice(JsonNode property) {
    var choices = new ArrayList<String>();
    property.get("enum").forEach(choice -> choices.add(choice.textValue()));
    var choice = Shape.choice(choices);
    return property.get("javaType").textValue().equals("java.lang.String")
        ? new Shape(choice.expected(), choice.fits().or(Shape.trueOrFalse().fits()))
        : choice;
  }

  /** What a value of the key must look like, as far as Camel's list says; else like any text. */
  Shape shape(String key) {
    var parts = KEY.matcher(key);
    var option =
        parts.matches()
            ? groups.getOrDefault(plain(parts.group(1)), Map.of()).get(plain(parts.group(2)))
            : null;
    return option == null ? Shape.text() : option.shape();
  }

  /** As {@link #shape}, of an option that Camel reads from the environment. */
  Shape shapeBy(String variable) {
    return shape(key(variable));
  }

  /** Whether Camel takes the key, or may take it. */
  boolean has(String key) {
    var parts = KEY.matcher(key);
    if (!parts.matches()) {
      return false;
    }
    var group = plain(parts.group(1));
    var option = parts.group(2);
    var options = groups.getOrDefault(group, Map.of());
    var stem = options.get(plain(option.split("[.\\[]", 2)[0]));
    return OPEN.contains(group)
        || options.containsKey(plain(option))
        || (stem != null && stem.map());
  }

  /** The key that was probably meant by one that Camel doesn't take. */
  Optional<String> meant(String key) {
    var parts = KEY.matcher(key);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var options = groups.get(plain(parts.group(1)));
    if (options != null) {
      return Nearest.to(plain(parts.group(2)), options.keySet()).map(o -> options.get(o).key());
    }
    var known = new TreeSet<>(OPEN);
    known.addAll(groups.keySet());
    return Nearest.to(parts.group(1), known)
        .map(group -> "camel." + group + key.substring(parts.end(1)))
        .filter(this::has);
  }

  /** Whether Camel would read the variable as an option, and then not take it. */
  boolean refuses(String variable) {
    var key = key(variable);
    var parts = KEY.matcher(key);
    return parts.matches()
        && groups.containsKey(plain(parts.group(1)))
        && !OF_KUBERNETES.matcher(variable).matches()
        && EARLY.stream().noneMatch(early -> plain(early).equals(plain(key)))
        && !has(key);
  }

  /** The variable that was probably meant by one that Camel refuses. */
  Optional<String> meantBy(String variable) {
    return meant(key(variable)).map(key -> key.toUpperCase(Locale.ROOT).replace('.', '_'));
  }

  private static String key(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[.-]", "");
  }
}
