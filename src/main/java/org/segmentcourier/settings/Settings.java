package org.segmentcourier.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of all {@link Setting}s, checked together: who has one has a configuration that can
 * work.
 */
public final class Settings {

  private final Map<Setting, String> values;
  private final Sources sources;

  private Settings(Map<Setting, String> values, Sources sources) {
    this.values = values;
    this.sources = sources;
  }

  /** As {@link #of(Function, Sources)}, for values that no operator has set. */
  public static Settings of(Function<String, Optional<String>> lookup) {
    return of(lookup, Sources.NONE);
  }

  /** As {@link #of(Function, Sources)}, whatever the others are. */
  static Settings some(
      Collection<Setting> wanted, Function<String, Optional<String>> lookup, Sources sources) {
    return new Reading(sources).read(wanted, lookup);
  }

  /**
   * Reads and checks every setting.
   *
   * @param lookup gives the value of a key, if it has one
   * @param sources where the values come from
   * @throws BadSettings if any value is missing or wrong, or a key unknown; it names all of them
   */
  public static Settings of(Function<String, Optional<String>> lookup, Sources sources) {
    return new Reading(sources).read(lookup);
  }

  public String text(Setting setting) {
    return values.get(setting);
  }

  /** The parts of a value with commas between them; none if it is empty. */
  public List<String> list(Setting setting) {
    return list(values.get(setting));
  }

  static List<String> list(String value) {
    return value.isEmpty()
        ? List.of()
        : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
  }

  public boolean isOn(Setting setting) {
    return Boolean.parseBoolean(values.get(setting));
  }

  public int count(Setting setting) {
    return Integer.parseInt(values.get(setting));
  }

  public Duration duration(Setting setting) {
    return Shape.parseDuration(values.get(setting)).orElseThrow();
  }

  /**
   * Refuses a value that whoever makes use of it can't work with.
   *
   * @param right what it must be
   * @throws BadSettings if it is not
   */
  public void expect(Setting setting, boolean fits, String right) {
    if (!fits) {
      var line = "%s = '%s' (%s): must be %s";
      throw new BadSettings(
          List.of(line.formatted(setting.key(), text(setting), sources.origin(setting), right)));
    }
  }

  /** Collects values that fit, and errors. */
  private static final class Reading {

    private final Sources sources;
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> errors = new ArrayList<>();

    Reading(Sources sources) {
      this.sources = sources;
    }

    Settings read(Function<String, Optional<String>> lookup) {
      errors.addAll(sources.unknown());
      errors.addAll(sources.misplaced());
      errors.addAll(sources.wrong(lookup));
      return read(List.of(Setting.values()), lookup);
    }

    Settings read(Collection<Setting> wanted, Function<String, Optional<String>> lookup) {
      for (var setting : wanted) {
        read(setting, lookup);
      }
      notLonger(Setting.AWS_ATTEMPT_TIMEOUT, Setting.AWS_CALL_TIMEOUT);
      notLonger(Setting.TRAINING_QUIET, Setting.TRAINING_DEADLINE);
      notLonger(Setting.TRAINING_WAIT, Setting.TRAINING_DEADLINE);
      notLonger(Setting.DELIVERY_BRANCH_WAIT, Setting.DELIVERY_DEADLINE);
      less(Setting.QUEUE_RECEIVES, Setting.QUEUE_DEATHS);
      eachQueueOnce();
      together(Setting.MANAGEMENT_USER, Setting.MANAGEMENT_PASSWORD);
      together(Setting.MANAGEMENT_PASSWORD, Setting.MANAGEMENT_USER);
      if (!errors.isEmpty()) {
        throw new BadSettings(errors);
      }
      return new Settings(values, sources);
    }

    private void read(Setting setting, Function<String, Optional<String>> lookup) {
      try {
        var value = lookup.apply(setting.key()).map(String::trim).orElse("");
        if (setting.shape().fits().test(value)) {
          values.put(setting, value);
        } else if (value.isEmpty()) {
          errors.add(
              "%s: not set; must be %s (environment: %s)"
                  .formatted(setting.key(), setting.shape().expected(), setting.variable()));
        } else {
          wrong(setting, value, setting.shape().expected());
        }
      } catch (IllegalArgumentException e) {
        // A {{placeholder}} in the value that stands for nothing.
        errors.add("%s (%s): %s".formatted(setting.key(), sources.origin(setting), e.getMessage()));
      }
    }

    private void notLonger(Setting shorter, Setting longer) {
      if (values.containsKey(shorter) && values.containsKey(longer)) {
        var settings = new Settings(values, sources);
        if (settings.duration(shorter).compareTo(settings.duration(longer)) > 0) {
          wrong(
              shorter,
              values.get(shorter),
              "no longer than %s, which is %s".formatted(longer.key(), values.get(longer)));
        }
      }
    }

    private void less(Setting smaller, Setting larger) {
      if (values.containsKey(smaller) && values.containsKey(larger)) {
        var settings = new Settings(values, sources);
        if (settings.count(smaller) >= settings.count(larger)) {
          wrong(
              smaller,
              values.get(smaller),
              "less than %s, which is %s".formatted(larger.key(), values.get(larger)));
        }
      }
    }

    private void together(Setting one, Setting other) {
      if (values.getOrDefault(one, "").isEmpty() && !values.getOrDefault(other, "").isEmpty()) {
        errors.add(
            "%s: not set; must be %s, since %s is set (environment: %s)"
                .formatted(one.key(), one.shape().expected(), other.key(), one.variable()));
      }
    }

    private void eachQueueOnce() {
      var seen = new HashMap<String, Setting>();
      values.forEach(
          (setting, url) -> {
            if (setting.key().endsWith(".queue.url")) {
              var other = seen.putIfAbsent(url, setting);
              if (other != null) {
                wrong(setting, url, "another queue than " + other.key());
              }
            }
          });
    }

    private void wrong(Setting setting, String value, String right) {
      errors.add(
          "%s = '%s' (%s): must be %s"
              .formatted(setting.key(), shown(setting, value), sources.origin(setting), right));
    }
  }

  private static String shown(Setting setting, String value) {
    return setting.isSecret() ? "***" : value;
  }
}
