package org.segmentcourier.training.config;

import java.util.List;
import java.util.regex.Pattern;

/** Schedules and durations as the grammar of training configs has them. */
final class TimeText {

  /**
   * {@code cron(minutes hours day-of-month month day-of-week year)}, one of the two days {@code ?};
   * or {@code delete}.
   */
  static final Check SCHEDULE =
      Check.text(
          TimeText::isSchedule,
          "cron(minutes hours day-of-month month day-of-week year) with one of the two days '?',"
              + " such as cron(0 3 ? * MON *), or delete");

  /** English, such as {@code 365 days} or {@code 1 day 12 hours}. */
  static final Check DURATION =
      Check.text(
          TimeText::isDuration, "a duration in English, such as 12 hours, 30 days or 1 year");

  private static final Pattern CRON = Pattern.compile("cron\\(([^()]+)\\)");
  private static final List<Pattern> FIELDS =
      List.of(
          field("[1-5]?\\d"),
          field("1?\\d|2[0-3]"),
          field("[1-9]|[12]\\d|3[01]|L|LW|(?:[1-9]|[12]\\d|3[01])W"),
          field("[1-9]|1[0-2]|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"),
          field("[1-7]L?|(?:SUN|MON|TUE|WED|THU|FRI|SAT)(?:#[1-5])?|[1-7]#[1-5]|L"),
          field("19[7-9]\\d|20\\d\\d|21\\d\\d"));
  private static final Pattern DURATION_TEXT =
      Pattern.compile(
          "\\s*\\d+\\s*(second|sec|minute|min|hour|hr|day|week|month|year)s?"
              + "(\\s*(,|and)?\\s*\\d+\\s*(second|sec|minute|min|hour|hr|day|week|month|year)s?)*\\s*",
          Pattern.CASE_INSENSITIVE);

  private TimeText() {}

  private static boolean isSchedule(String text) {
    var matcher = CRON.matcher(text.trim());
    if (!matcher.matches()) {
      return text.equals("delete");
    }
    String[] fields = matcher.group(1).trim().split("\\s+");
    if (fields.length != FIELDS.size() || fields[2].equals("?") == fields[4].equals("?")) {
      return false;
    }
    for (int i = 0; i < fields.length; i++) {
      boolean open = fields[i].equals("?") && (i == 2 || i == 4);
      if (!open && !FIELDS.get(i).matcher(fields[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDuration(String text) {
    return DURATION_TEXT.matcher(text).matches();
  }

  /** A list of values, ranges and steps, in which a value is one of the alternatives. */
  private static Pattern field(String value) {
    String part = "(\\*|(%1$s)(-(%1$s))?)(/\\d+)?".formatted(value);
    return Pattern.compile(part + "(," + part + ")*", Pattern.CASE_INSENSITIVE);
  }
}
