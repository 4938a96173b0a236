package org.segmentcourier.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the value of a setting must look like.
 *
 * @param expected what an error message says of it
 */
record Shape(String expected, Predicate<String> fits) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** As Pinpoint's import knows them. */
  private static final Pattern COLUMN =
      Pattern.compile("(Attributes|Demographic|Location|Metrics|User\\.UserAttributes)\\..+");

  static Shape text() {
    return new Shape("a text that is not empty", value -> !value.isEmpty());
  }

  static Shape queue() {
    return new Shape("the URL of an SQS queue", value -> value.matches("https?://[^\\s/]+/\\S+"));
  }

  /** The name of a FIFO queue ends in {@code .fifo}; that of another one can't. */
  static Shape fifoQueue() {
    return new Shape(
        "the URL of an SQS FIFO queue, which ends in .fifo",
        queue().fits().and(value -> value.endsWith(".fifo")));
  }

  /**
   * @param service as ARNs name it
   * @param example an ARN of this service
   */
  static Shape arn(String service, String example) {
    return new Shape(
        "an ARN such as " + example,
        value -> value.matches("arn:[^:]+:" + service + ":[^:]*:[^:]*:\\S+"));
  }

  static Shape count(int least, int most) {
    return new Shape(
        "a whole number from %d to %d".formatted(least, most),
        value ->
            value.matches("\\d{1,9}")
                && Integer.parseInt(value) >= least
                && Integer.parseInt(value) <= most);
  }

  /** Columns of endpoints beyond the usual ones; there may be none. */
  static Shape columns() {
    return new Shape(
        "names of columns with commas between them, each such as Location.Country,"
            + " Demographic.Platform, Attributes.team, Metrics.visits or User.UserAttributes.plan",
        value -> Settings.list(value).stream().allMatch(COLUMN.asMatchPredicate()));
  }

  /** On the disk or in S3. */
  static Shape folder() {
    return new Shape(
        "a folder, or a place in S3 such as s3://bucket/routes/",
        value ->
            value.startsWith("s3:") ? value.matches("s3://[^/\\s]+/(\\S*/)?") : !value.isEmpty());
  }

  /** Names of Camel's components; there may be none. */
  static Shape components() {
    return new Shape(
        "names of Camel's components with commas between them, such as branch, direct, https",
        value -> Settings.list(value).stream().allMatch(name -> name.matches("[a-z][a-z0-9+.-]*")));
  }

  /** HTTP ends the name with a colon; there may be none. */
  static Shape user() {
    return new Shape("a name without a colon", value -> !value.contains(":"));
  }

  /** There may be none. */
  static Shape password() {
    return new Shape("12 characters or more", value -> value.isEmpty() || value.length() >= 12);
  }

  /** As browsers send them; there may be none. */
  static Shape origins() {
    return new Shape(
        "addresses without a path, with commas between them, such as https://hawtio.example.com",
        value ->
            Settings.list(value).stream().allMatch(origin -> origin.matches("https?://[^\\s/@]+")));
  }

  /** An option of Camel's; where it counts milliseconds, it takes a duration, too. */
  static Shape wholeNumber() {
    return new Shape(
        "a whole number", value -> value.matches("-?\\d{1,18}|(\\d{1,9}(ms|[smhd]))+"));
  }

  static Shape number() {
    return new Shape("a number", value -> value.matches("-?\\d+(\\.\\d+)?"));
  }

  static Shape trueOrFalse() {
    return new Shape("true or false", value -> value.matches("(?i)true|false"));
  }

  /** One of Camel's choices, of which neither capitals nor dashes count. */
  static Shape choice(List<String> choices) {
    return new Shape(
        "one of " + String.join(", ", choices),
        value -> choices.stream().anyMatch(choice -> plain(choice).equals(plain(value))));
  }

  private static String plain(String choice) {
    return choice.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  static Shape duration() {
    return new Shape(
        "a duration over zero, such as 500ms, 30s, 5m, 2h or 1d",
        value -> parseDuration(value).filter(duration -> !duration.isZero()).isPresent());
  }

  static Optional<Duration> parseDuration(String text) {
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
