package org.segmentcourier.delivery.exclusion;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.segment.UserBatch;

/**
 * Users and addresses that are not to be reached, as some files name them; it never changes.
 *
 * <p>Addresses are compared as people mean them: e-mail addresses whatever their capitals, phone
 * numbers whatever stands between their digits.
 */
public final class SuppressionList {

  /** Nobody. */
  public static final SuppressionList EMPTY = new SuppressionList(List.of(), null, null);

  /** A phone number with its country's code, as people write it. */
  private static final Pattern PHONE = Pattern.compile("\\+[0-9 ()./-]+");

  private final List<SuppressionFile> files;
  private final TextSet users;
  private final TextSet addresses;

  /**
   * @param files that it is made from, by key
   */
  SuppressionList(List<SuppressionFile> files, TextSet users, TextSet addresses) {
    this.files = files;
    this.users = users;
    this.addresses = addresses;
  }

  /** What it is made from. */
  public List<SuppressionFile> files() {
    return files;
  }

  /** Without what can't be seen around it: blanks of all kinds, marks of no width. */
  static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isInvisible(text.charAt(from))) {
      from++;
    }
    while (from < to && isInvisible(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isInvisible(char next) {
    return Character.isWhitespace(next)
        || Character.isSpaceChar(next)
        || Character.getType(next) == Character.FORMAT;
  }

  /** The form in which an address is compared with others. */
  static String comparable(String address) {
    var plain = bare(address);
    if (plain.indexOf('@') >= 0) {
      return plain.toLowerCase(Locale.ROOT);
    }
    return PHONE.matcher(plain).matches() ? plain.replaceAll("[^+0-9]", "") : plain;
  }

  /**
   * Whether each user of a batch is on it.
   *
   * @return null if nobody is
   */
  boolean[] users(UserBatch batch) {
    if (users == null || users.size() == 0) {
      return null;
    }
    var listed = new boolean[batch.size()];
    boolean any = false;
    for (int user = 0; user < listed.length; user++) {
      listed[user] = users.has(batch.hash(user), batch.text(), batch.start(user), batch.end(user));
      any |= listed[user];
    }
    return any ? listed : null;
  }

  /**
   * Whether the address of each endpoint of a batch is on it.
   *
   * @param known gives the addresses, one column; asked only if the list has any
   * @return null if none is
   */
  boolean[] endpoints(EndpointBatch found, Supplier<byte[][][]> known) {
    if (addresses == null || addresses.size() == 0) {
      return null;
    }
    var listed = new boolean[found.size()];
    boolean any = false;
    var given = known.get();
    for (int endpoint = 0; endpoint < listed.length; endpoint++) {
      if (given[endpoint][0] != null) {
        var text = new String(given[endpoint][0], StandardCharsets.UTF_8);
        var address = comparable(text).getBytes(StandardCharsets.UTF_8);
        listed[endpoint] = addresses.has(address, 0, address.length);
        any |= listed[endpoint];
      }
    }
    return any ? listed : null;
  }
}
