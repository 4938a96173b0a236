package org.segmentcourier.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of all {@link Setting}s, checked together: who has one has a configuration that can
 * work.
 */
public final class Settings {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * Reads and checks every setting.
   *
   * @param lookup gives the value of a key, if it has one
   * @throws IllegalArgumentException if any value is missing or wrong; the message has a line for
   *     each
   */
  public static Settings of(Function<String, Optional<String>> lookup) {
    var values = new EnumMap<Setting, String>(Setting.class);
    var errors = new ArrayList<String>();
    for (var setting : Setting.values()) {
      var value = lookup.apply(setting.key()).map(String::trim).orElse("");
      values.put(setting, value);
      if (!fits(setting.kind(), value)) {
        errors.add(
            "%s is %s; it must be %s (environment: %s)"
                .formatted(
                    setting.key(),
                    value.isEmpty() ? "not set" : "'" + value + "'",
                    setting.kind().expected,
                    setting.variable()));
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(
          "The configuration can't work:\n  " + String.join("\n  ", errors));
    }
    return new Settings(values);
  }

  public String text(Setting setting) {
    return values.get(setting);
  }

  public int count(Setting setting) {
    return Integer.parseInt(values.get(setting));
  }

  public Duration duration(Setting setting) {
    return parseDuration(values.get(setting)).orElseThrow();
  }

  private static boolean fits(Setting.Kind kind, String value) {
    return switch (kind) {
      case TEXT -> !value.isEmpty();
      case URL -> value.matches("https?://\\S+");
      case ARN -> value.matches("arn:[^:]+:[^:]+:[^:]*:[^:]*:\\S+");
      case COUNT -> value.matches("[1-9]\\d{0,8}");
      case DURATION -> parseDuration(value).isPresent();
    };
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }
}
