package org.segmentcourier.segment;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * How a line begins, for whoever has to find out what is wrong with it: the punctuation of JSON and
 * the members that segment output has. All else becomes {@code ***}, for it could be a user's id:
 * in a broken line nobody can tell what a text is.
 */
final class LineForm {

  private static final int LONGEST = 160;

  private static final String MASK = "***";

  /** What is kept, or else a text, even one without an end, or whatever else there is. */
  private static final Pattern PIECE =
      Pattern.compile(
          "(\"(?:input|itemId|itemAttributes|filterValues|output|usersList|recommendedUsers|error)\"\\s*:"
              + "|(?<![^\\[\\]{}:,\\s])(?:null|true|false)(?![^\\[\\]{}:,\\s])"
              + "|[\\[\\]{}:,]|\\s++)"
              + "|\"(?:[^\"\\\\]++|\\\\.)*+\"?|[^\\[\\]{}:,\\s\"]++",
          Pattern.DOTALL);

  private LineForm() {}

  /**
   * @param beginning of the line, in whichever encoding
   */
  static String of(byte[] beginning) {
    var form = new StringBuilder();
    var piece = PIECE.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
    while (piece.find() && form.length() <= LONGEST) {
      var kept = piece.group(1);
      if (kept != null) {
        form.append(kept.isBlank() ? " " : kept);
      } else if (!form.toString().endsWith(MASK)) {
        form.append(MASK);
      }
    }
    return form.length() <= LONGEST ? form.toString() : form.substring(0, LONGEST) + "…";
  }
}
