package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.segmentcourier.sandbox.AwsError;

/**
 * One page of a list, as Pinpoint's lists are turned: PageSize and Token are strings. The size of a
 * page for which none is given, and the largest, are not documented.
 */
final class Page {

  private static final int SIZE = 100;

  private Page() {}

  /**
   * The page that a call asks for, as {@code {Item: […], NextToken}}.
   *
   * @param all the things listed, in order
   * @param id of one of them; the token is made from it, so that a page follows its predecessor
   *     even if things were added in between
   */
  static <T> ObjectNode of(
      ObjectNode input, List<T> all, Function<T, String> id, Function<T, ObjectNode> response) {
    int from = start(input, all.stream().map(id).toList());
    int to = Math.min(all.size(), from + size(input));
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.putArray("Item").addAll(all.subList(from, to).stream().map(response).toList());
    if (to < all.size()) {
      byte[] last = id.apply(all.get(to - 1)).getBytes(StandardCharsets.UTF_8);
      page.put("NextToken", Base64.getUrlEncoder().encodeToString(last));
    }
    return page;
  }

  private static int size(ObjectNode input) {
    String size = input.path("PageSize").asText();
    if (size.isEmpty()) {
      return SIZE;
    }
    if (!size.matches("[1-9][0-9]{0,8}")) {
      throw new AwsError("BadRequestException", "PageSize is '" + size + "', but must be a number");
    }
    return Math.min(SIZE, Integer.parseInt(size));
  }

  private static int start(ObjectNode input, List<String> ids) {
    String token = input.path("Token").asText();
    if (token.isEmpty()) {
      return 0;
    }
    int last = -1;
    try {
      last = ids.indexOf(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // No token of ours either; refused below.
    }
    if (last < 0) {
      throw new AwsError("BadRequestException", "Token is not one that a list has given");
    }
    return last + 1;
  }
}
