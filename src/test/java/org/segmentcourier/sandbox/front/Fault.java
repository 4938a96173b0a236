package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * An order for something to go wrong: with which calls, what their caller sees, how often. As JSON
 * it has the members that have methods here, for instance
 *
 * <pre>{"operation": "s3:CompleteMultipartUpload", "effect": "FAIL", "after": true, "times": 1}
 * </pre>
 *
 * In patterns {@code *} stands for any text; a pattern that isn't given matches everything.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class Fault {

  /** What the caller of a struck call sees. */
  public enum Effect {
    /** The service's own answer, late. */
    DELAY,
    /** The service's refusal of too many calls. */
    THROTTLE,
    /** The service's own failure, a 5xx. */
    FAIL,
    /** The service's refusal for want of permission; it names the IAM action. */
    DENY,
    /** The service's own answer, with an ETag of something else. */
    OTHER_ETAG,
    /** A connection that closes without an answer. */
    DROP,
    /**
     * Nothing, until all faults are taken away; then a connection that closes without an answer.
     * Or, if it is released before it has taken effect, the service's own answer.
     */
    HOLD
  }

  String operation = "*";
  String action = "*";
  String resource = "*";
  String agent = "*";
  Effect effect;
  boolean after;
  long delayMillis;
  int status;
  String error = "";
  int skip;
  int times;
  double probability = 1;
  long seed;

  /** An order of this effect on every call; the methods narrow it. */
  public static Fault of(Effect effect) {
    var fault = new Fault();
    fault.effect = effect;
    return fault;
  }

  private Fault() {}

  /** Only calls of operations such as {@code personalize:Create*}, {@code s3:UploadPart}. */
  public Fault operation(String pattern) {
    operation = pattern;
    return this;
  }

  /** Only calls that need IAM actions such as {@code s3:PutObject}. */
  public Fault action(String pattern) {
    action = pattern;
    return this;
  }

  /** Only calls on resources such as {@code arn:*}, {@code my-bucket/deliveries/*}. */
  public Fault resource(String pattern) {
    resource = pattern;
    return this;
  }

  /** Only calls of agents such as {@code application-*}, see {@link Call#agent}. */
  public Fault agent(String pattern) {
    agent = pattern;
    return this;
  }

  /** The call takes effect first: only its answer is lost, replaced or late. */
  public Fault after() {
    after = true;
    return this;
  }

  /** The caller waits so long before the effect. */
  public Fault delayMillis(long millis) {
    delayMillis = millis;
    return this;
  }

  /** A failure with this HTTP status and error code instead of the service's usual one. */
  public Fault error(int newStatus, String code) {
    status = newStatus;
    error = code;
    return this;
  }

  /** Lets the next so many calls pass, of those that it would strike. */
  public Fault skip(int number) {
    skip = number;
    return this;
  }

  /** Strikes only the next so many calls. */
  public Fault times(int number) {
    times = number;
    return this;
  }

  /**
   * Strikes only a share of the calls.
   *
   * @param share over 0 up to 1
   * @param newSeed the same seed strikes the same calls, if they come in the same order
   */
  public Fault probability(double share, long newSeed) {
    probability = share;
    seed = newSeed;
    return this;
  }

  boolean matches(CallName call, String from) {
    return fits(operation, call.service() + ":" + call.operation())
        && fits(action, call.action())
        && fits(resource, call.resource())
        && fits(agent, from);
  }

  /**
   * @throws IllegalArgumentException what is wrong with this order
   */
  void check() {
    if (effect == null) {
      throw new IllegalArgumentException(
          "effect is missing: it is one of DELAY, THROTTLE, FAIL, DENY, OTHER_ETAG, DROP, HOLD");
    }
    if (effect == Effect.DELAY && delayMillis <= 0) {
      throw new IllegalArgumentException("a DELAY needs delayMillis over 0, not " + delayMillis);
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability is over 0 and at most 1, not " + probability);
    }
    if (delayMillis < 0 || skip < 0 || times < 0) {
      throw new IllegalArgumentException(
          "delayMillis (%d), skip (%d) and times (%d) are not negative"
              .formatted(delayMillis, skip, times));
    }
  }

  @Override
  public String toString() {
    return "%s %s %s%s".formatted(effect, after ? "after" : "before", operation, limits());
  }

  private String limits() {
    return (skip > 0 ? ", not the first %d".formatted(skip) : "")
        + (times > 0 ? ", %d times".formatted(times) : "");
  }

  private static boolean fits(String pattern, String text) {
    return text.matches("(?s)\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
  }
}
