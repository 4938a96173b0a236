package org.segmentcourier.branch.check;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.segmentcourier.text.Nearest;

/** What <code>{{…}}</code> in a text stands for: a setting, or a parameter of a template. */
final class Placeholders {

  /** Of what is encoded, or a placeholder, again and again. */
  private static final int DEEPEST = 5;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([?!]?)([^{}:]+)(:[^{}]*)?}}");
  private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");

  private final Function<String, Optional<String>> settings;
  private Set<String> parameters = Set.of();

  /**
   * @param settings gives the value of a placeholder, if it has one
   */
  Placeholders(Function<String, Optional<String>> settings) {
    this.settings = settings;
  }

  /** From now on these, a template's parameters, stay as they are. */
  void leave(Set<String> ofTemplate) {
    parameters = ofTemplate;
  }

  /** With values for the placeholders that have one. */
  String fill(String text) {
    var filled = text;
    for (int more = 0; more < DEEPEST && PLACEHOLDER.matcher(filled).find(); more++) {
      filled = fillOnce(filled);
    }
    return filled;
  }

  /** Of nested ones, those within. */
  private String fillOnce(String text) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              var value = isParameter(found) ? Optional.<String>empty() : value(found);
              return Matcher.quoteReplacement(value.orElse(found.group()));
            });
  }

  /** What Camel makes of a text before it looks at what it means. */
  String plain(String text) {
    var plain = fill(text);
    for (int more = 0; more < DEEPEST && ENCODED.matcher(plain).find(); more++) {
      plain =
          ENCODED
              .matcher(plain)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          Character.toString(Integer.parseInt(found.group(1), 16))));
    }
    return plain;
  }

  /** Whether there are any in a text but parameters. */
  boolean areLeft(String text) {
    return PLACEHOLDER.matcher(text).results().anyMatch(found -> !isParameter(found));
  }

  boolean beginsWithParameter(String text) {
    var placeholder = PLACEHOLDER.matcher(text);
    return placeholder.lookingAt() && isParameter(placeholder);
  }

  /** What is wrong with those in a text that stand for nothing. */
  Stream<String> unknown(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .filter(found -> found.group(1).isEmpty() && !isParameter(found) && value(found).isEmpty())
        .map(this::unknown);
  }

  private String unknown(MatchResult placeholder) {
    return "%s stands for nothing: it is %sset in config/application.properties, or in the environment%s"
        .formatted(
            placeholder.group(),
            parameters.isEmpty() ? "not " : "no parameter of the template, nor is it ",
            Nearest.to(name(placeholder), parameters)
                .map("; did you mean {{%s}}?"::formatted)
                .orElse(""));
  }

  private boolean isParameter(MatchResult placeholder) {
    return parameters.contains(name(placeholder));
  }

  private static String name(MatchResult placeholder) {
    return placeholder.group(2).strip();
  }

  /** Its default and functions such as {@code env:} included. */
  private Optional<String> value(MatchResult placeholder) {
    var rest = Optional.ofNullable(placeholder.group(3)).orElse("");
    try {
      return settings.apply(name(placeholder) + rest);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // its own value has a placeholder that stands for nothing
    }
  }
}
