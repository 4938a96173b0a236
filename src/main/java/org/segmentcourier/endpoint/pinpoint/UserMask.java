package org.segmentcourier.endpoint.pinpoint;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes the user who was asked for out of an answer that tells the path of the call, or the id: as
 * it is and encoded for a URL. What follows {@code /users/} in yet another form is left out to the
 * end, since nobody can tell where an id ends that may have blanks in it.
 */
final class UserMask {

  private static final String MASK = "***";

  private static final Pattern OTHER_FORM =
      Pattern.compile("/users/(?!\\*\\*\\*(?:\\s|$)).*", Pattern.DOTALL);

  private UserMask() {}

  /**
   * @param user empty if it was not asked for one
   */
  static String mask(String user, String text) {
    return OTHER_FORM.matcher(withoutId(user, text)).replaceAll("/users/" + MASK);
  }

  private static String withoutId(String user, String text) {
    if (user.isEmpty()) {
      return text;
    }
    var form = URLEncoder.encode(user, StandardCharsets.UTF_8);
    var forms =
        Stream.of(user, form, form.replace("+", "%20"))
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    // Not within a word: an id may be as short as a letter.
    return text.replaceAll("(?<![\\p{L}\\p{N}])(?:" + forms + ")(?![\\p{L}\\p{N}])", MASK);
  }
}
