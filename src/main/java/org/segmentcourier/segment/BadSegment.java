package org.segmentcourier.segment;

/**
 * A line of the output, or a whole file, that no segment can be made of: broken, or reported by
 * Personalize as an error. The lines around it are not touched by it.
 *
 * <p>The message is the reason, fit to be shown to anybody. It repeats nothing of the line, and so
 * no user id, but what Personalize itself says of an error: that is about a query.
 */
public final class BadSegment extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong, in a word that programs can go by. */
  public enum Code {
    /** The file has no line. */
    EMPTY,
    /** The file is compressed. */
    GZIPPED,
    /**
     * Bytes, or escapes, that stand for no character: read all the same they would be another's.
     */
    NO_TEXT,
    /** Something else than a JSON object. */
    NO_JSON,
    /** The JSON breaks off. */
    TRUNCATED,
    /** The JSON goes on after its object. */
    TRAILING,
    /** More than is read of a line: it, or a text in it. */
    TOO_LARGE,
    /** Nothing, or too much, says what the segment was asked for. */
    NO_QUERY,
    /** No list of users, or more than one. */
    NO_USERS,
    /** Something in the list of users that is no id. */
    NO_ID,
    /** What Personalize itself says. */
    ERROR
  }

  private final Code code;

  BadSegment(Code code, String reason) {
    this(code, reason, null);
  }

  BadSegment(Code code, String reason, Throwable cause) {
    super(reason, cause);
    this.code = code;
  }

  /** What is wrong with a file that no segment was found in. */
  public static BadSegment emptyFile() {
    return new BadSegment(Code.EMPTY, "the file is empty");
  }

  public Code code() {
    return code;
  }
}
