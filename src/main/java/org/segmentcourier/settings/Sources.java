package org.segmentcourier.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.segmentcourier.text.Nearest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an operator sets values: says where one comes from, and finds keys that mean nothing.
 *
 * @param environment the environment variables
 * @param file the keys in {@code config/application.properties}
 * @param ofRoutes the keys that the operator's own routes use, as {@code {{key}}}
 */
public record Sources(Map<String, String> environment, Set<String> file, Set<String> ofRoutes) {

  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

  private static final String FILE = "config/application.properties";

  /** A key in a route: {@code {{key}}}, {@code {{?key}}}, {@code {{key:default}}}. */
  private static final Pattern USED = Pattern.compile("\\{\\{[?!]?([\\w.-]+)");

  private static final Map<String, Setting> BY_VARIABLE =
      Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::variable, s -> s));

  private static final Map<String, Setting> BY_KEY =
      Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::key, s -> s));

  /** Camel's list is long: it is read where somebody sets an option of Camel's. */
  private static final class Camel {
    static final CamelKeys KEYS = CamelKeys.read();
  }

  /** No operator. */
  static final Sources NONE = new Sources(Map.of(), Set.of(), Set.of());

  /**
   * Those of this process.
   *
   * @param config the operator's folder
   * @param routes where the operator's own routes are
   */
  public static Sources of(Path config, String routes) {
    try {
      var keys = keys(config.resolve("application.properties"));
      var ofRoutes = routes.startsWith("s3:") ? new HashSet<String>() : used(Path.of(routes));
      ofRoutes.addAll(own(keys, ofRoutes));
      return new Sources(System.getenv(), keys, ofRoutes);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the configuration in " + config, e);
    }
  }

  /** Where the value of a setting comes from. */
  String origin(Setting setting) {
    if (environment.containsKey(setting.variable())) {
      return "environment " + setting.variable();
    }
    return file.contains(setting.key()) ? FILE : "default";
  }

  /** What is set, and is no setting; a line each. */
  List<String> unknown() {
    var lines = new ArrayList<String>();
    for (String key : new TreeSet<>(file)) {
      if (!isKnown(key)) {
        lines.add("%s (%s): there is no such key%s".formatted(key, FILE, hint(meant(key))));
      }
    }
    for (String variable : new TreeSet<>(environment.keySet())) {
      var right = misspelt(variable);
      if (right.isPresent() || (mayBeCamels(variable) && Camel.KEYS.refuses(variable))) {
        lines.add(
            "%s (environment): there is no such variable%s"
                .formatted(variable, hint(right.or(() -> Camel.KEYS.meantBy(variable)))));
      }
    }
    return lines;
  }

  /** Secrets that are set where others may read them; a line each. */
  List<String> misplaced() {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.isSecret() && file.contains(setting.key()))
        .map(
            setting ->
                "%s (%s): a secret does not belong into a file; set it in the environment, as %s"
                    .formatted(setting.key(), FILE, setting.variable()))
        .toList();
  }

  /**
   * What Camel would not understand in the values of its own options; a line each. Of some it says
   * nothing at all, but goes on with its default.
   *
   * @param lookup gives the value of a key, if it has one
   */
  List<String> wrong(Function<String, Optional<String>> lookup) {
    var lines = new ArrayList<String>();
    for (String key : new TreeSet<>(file)) {
      if (key.startsWith("camel.")) {
        lookup
            .apply(key)
            .ifPresent(value -> lines.addAll(wrong(key, value, FILE, Camel.KEYS.shape(key))));
      }
    }
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (mayBeCamels(variable)) {
        var shape = Camel.KEYS.shapeBy(variable);
        lines.addAll(wrong(variable, environment.get(variable), "environment", shape));
      }
    }
    return lines;
  }

  /** An empty value is Camel's to refuse, and one with a # names a bean. */
  private static List<String> wrong(String name, String value, String origin, Shape shape) {
    var trimmed = value.trim();
    return trimmed.isEmpty() || trimmed.startsWith("#") || shape.fits().test(trimmed)
        ? List.of()
        : List.of("%s = '%s' (%s): must be %s".formatted(name, value, origin, shape.expected()));
  }

  private boolean isKnown(String key) {
    return BY_KEY.containsKey(key) || ofRoutes.contains(key) || isCamels(key);
  }

  private static boolean isCamels(String key) {
    return key.startsWith("camel.") && Camel.KEYS.has(key);
  }

  /** Camel takes its variables in small letters, too. */
  private static boolean mayBeCamels(String variable) {
    return variable.toLowerCase(Locale.ROOT).startsWith("camel_");
  }

  private Optional<String> meant(String key) {
    if (key.startsWith("camel.")) {
      return Camel.KEYS.meant(key);
    }
    var known = new TreeSet<>(ofRoutes);
    known.addAll(BY_KEY.keySet());
    return Nearest.to(key, known);
  }

  private static String hint(Optional<String> meant) {
    return meant.map("; did you mean %s?"::formatted).orElse("");
  }

  /**
   * An environment belongs to everybody: a variable counts as ours only if it is a letter or two (a
   * fifth of it at most) away from one that is not set itself.
   */
  private Optional<String> misspelt(String variable) {
    if (BY_VARIABLE.containsKey(variable)) {
      return Optional.empty();
    }
    return Nearest.within(Math.min(2, variable.length() / 5), variable, BY_VARIABLE.keySet())
        .filter(right -> !environment.containsKey(right));
  }

  private static Set<String> keys(Path file) throws IOException {
    var properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    return properties.stringPropertyNames();
  }

  /**
   * Which keys may be of routes that can't be read yet, or are yet to come, or just gone: those
   * that are like no other, and begin with another word.
   */
  private static Set<String> own(Set<String> keys, Set<String> used) {
    var known = new HashSet<>(BY_KEY.keySet());
    known.addAll(used);
    var words = BY_KEY.keySet().stream().map(Sources::firstWord).collect(Collectors.toSet());
    words.add("camel");
    return keys.stream()
        .filter(key -> !words.contains(firstWord(key)))
        .filter(key -> Nearest.within(2, key, known).isEmpty())
        .collect(Collectors.toSet());
  }

  private static String firstWord(String key) {
    return key.split("\\.", 2)[0];
  }

  /**
   * What hides, or can't be read, is none of the settings' business: the check of routes tells it.
   */
  private static Set<String> used(Path routes) throws IOException {
    var keys = new HashSet<String>();
    if (Files.isDirectory(routes)) {
      try (var files = Files.newDirectoryStream(routes, "[!.#]*.camel.yaml")) {
        for (Path file : files) {
          USED.matcher(text(file)).results().forEach(match -> keys.add(match.group(1)));
        }
      }
    }
    return keys;
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      LOG.debug("not read for the keys that it uses: {}", file, e);
      return "";
    }
  }
}
