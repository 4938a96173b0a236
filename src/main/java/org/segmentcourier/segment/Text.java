package org.segmentcourier.segment;

/**
 * Text that came out of JSON, where an escape can stand for half a character ({@code \ud83d}):
 * written as UTF-8 it becomes a question mark, and so perhaps the id of somebody else.
 */
final class Text {

  private Text() {}

  /** Whether it has whole characters only. */
  static boolean isWhole(String text) {
    return text.codePoints().noneMatch(Text::isHalf);
  }

  /** On one line, at most so long, without half characters and what a terminal obeys. */
  static String shown(String text, int longest) {
    var line =
        text.replaceAll("[\\s\\p{Cntrl}]+", " ")
            .strip()
            .codePoints()
            .map(c -> isHalf(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    if (line.length() <= longest) {
      return line;
    }
    boolean between = !Character.isLowSurrogate(line.charAt(longest));
    return line.substring(0, between ? longest : longest - 1) + "…";
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
