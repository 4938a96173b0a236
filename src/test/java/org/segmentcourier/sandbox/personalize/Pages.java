package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.segmentcourier.sandbox.AwsError;

/**
 * Cuts lists into pages. A page goes on after the last entry shown, whatever came or went since.
 */
final class Pages {

  private static final int LARGEST = 100;

  private Pages() {}

  /**
   * One page.
   *
   * @param member under which the entries stand
   * @param input with {@code maxResults} (100 without) and {@code nextToken}, a token of the same
   *     list
   * @param entries all of them, by rising number
   * @throws AwsError InvalidNextToken for a token that wasn't given out for this list
   */
  static <T> ObjectNode page(
      String member,
      ObjectNode input,
      List<T> entries,
      ToLongFunction<T> number,
      Function<T, ObjectNode> view) {
    long after = input.has("nextToken") ? number(member, input.get("nextToken").asText()) : 0;
    List<T> rest = entries.stream().filter(each -> number.applyAsLong(each) > after).toList();
    List<T> shown = rest.subList(0, Math.min(rest.size(), input.path("maxResults").asInt(LARGEST)));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    shown.forEach(each -> page.withArray(member).add(view.apply(each)));
    page.withArray(member);
    if (shown.size() < rest.size()) {
      long last = number.applyAsLong(shown.get(shown.size() - 1));
      page.put("nextToken", token(member, last));
    }
    return page;
  }

  private static String token(String member, long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((member + ":" + number).getBytes(StandardCharsets.UTF_8));
  }

  private static long number(String member, String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(member + ":")) {
        return Long.parseLong(text.substring(member.length() + 1));
      }
    } catch (IllegalArgumentException e) {
      throw invalid(token);
    }
    throw invalid(token);
  }

  private static AwsError invalid(String token) {
    return new AwsError("InvalidNextTokenException", "The token " + token + " is not valid here");
  }
}
