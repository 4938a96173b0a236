package org.segmentcourier.destination.pinpoint;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.segmentcourier.aws.S3Location;

/**
 * Makes what Pinpoint says of a file fit for an e-mail. It may quote a failed row, and values of
 * users have no place there; where it failed and why has. AWS nowhere says in which words Pinpoint
 * tells of a row, so values are known by their looks: addresses, telephone numbers, device tokens,
 * and what is quoted.
 */
final class RowMask {

  private static final String MASK = "***";

  private static final int MOST = 300;

  /** What a reason is about: the columns of a file, and the request. */
  private static final String SUBJECT =
      "Id|Address|ChannelType|EffectiveDate|EndpointStatus|OptOut|RequestId"
          + "|(?:Attributes|Demographic|Location|Metrics|User)(?:\\.[A-Za-z_]+)*"
          + "|importJobRequest[.\\w]*";

  /** Where it was, how much, when, whose, and by which number AWS knows the request. */
  private static final String PLACE =
      "(?:line|row|record) \\d+|\\d+ (?:bytes|rows|characters)"
          + "|\\d{4}-\\d\\d-\\d\\d(?:T[\\d:.]+Z?)?"
          + "|arn:aws[^\\s\"',;)]*|Request ID: [\\w/+=-]+";

  /** With whatever is quoted in it. Apostrophes are no quotes. */
  private static final String QUOTED =
      "\"(?:\\\\.|[^\"\\\\])*+\"|(?<!\\w)'(?:[^']|'(?=\\w))*+'(?!\\w)|`[^`]*`";

  private static final String EMAIL = "[^\\s\"',;:<>(]+@[^\\s\"',;:<>)]+";

  /** Apple's are 64 hexadecimal digits, Google's are longer and of more characters. */
  private static final String TOKEN = "(?=[A-Za-z_:/+=-]*\\d)[\\w:/+=-]{20,}";

  private static final String PHONE = "(?<!\\w)\\+?\\(?\\d(?:[ ().-]{0,2}\\d){6,}(?!\\w)";

  private final Pattern kept;
  private final Pattern words;

  /**
   * @param file its names may look like values, and stay as they are
   */
  RowMask(S3Location file) {
    var names =
        "(?:%s|%s|%s)(?::\\d+)?"
            .formatted(
                Pattern.quote(file.toString()),
                Pattern.quote(file.key()),
                Pattern.quote(ImportJobs.segmentName(file.key())));
    this.kept = Pattern.compile(String.join("|", names, PLACE, SUBJECT));
    this.words = Pattern.compile(String.join("|", names, PLACE, QUOTED, EMAIL, TOKEN, PHONE));
  }

  /** The text without values, and not too long. */
  String mask(String text) {
    var safe = words.matcher(String.valueOf(text)).replaceAll(this::word);
    return safe.length() <= MOST ? safe : safe.substring(0, MOST) + "…";
  }

  private String word(MatchResult found) {
    var word = found.group();
    var unquoted = word.replaceAll("^[\"'`]|[\"'`]$", "");
    return kept.matcher(unquoted).matches() ? Matcher.quoteReplacement(word) : MASK;
  }
}
