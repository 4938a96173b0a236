package org.segmentcourier.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a service of AWS answers, as seen from here: what became of the attempts to ask it,
 * whoever made them. A refusal is an answer, a server error (5xx) is none.
 */
public final class Answers {

  /** So many attempts in a row tell a service that is away from one that stumbled. */
  private static final int ATTEMPTS = 3;

  /** Within so long, calls get over it by themselves. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /**
   * More than the longest pause of whoever waits for a service: if nobody has asked for so long,
   * nobody knows.
   */
  private static final Duration MEMORY = Duration.ofSeconds(90);

  /**
   * A service doesn't answer.
   *
   * @param since when the first of the attempts began
   * @param attempts in a row that got no answer
   * @param last what became of the last one
   */
  public record Silence(Instant since, int attempts, String last) {}

  private final String service;
  private final InstantSource clock;
  private Silence failures;
  private Instant lastFailure;

  /**
   * @param service as AWS calls it
   */
  public Answers(String service, InstantSource clock) {
    this.service = service;
    this.clock = clock;
  }

  /** The service's name. */
  public String service() {
    return service;
  }

  Instant now() {
    return clock.instant();
  }

  /** The service has answered. */
  public synchronized void came() {
    failures = null;
  }

  /**
   * An attempt got no answer.
   *
   * @param began when the attempt did
   */
  public synchronized void missing(Instant began, String reason) {
    failures =
        failures == null
            ? new Silence(began, 1, reason)
            : new Silence(failures.since(), failures.attempts() + 1, reason);
    lastFailure = clock.instant();
  }

  /** That the service does not answer, if so it is at present. */
  public synchronized Optional<Silence> silence() {
    var now = clock.instant();
    return Optional.ofNullable(failures)
        .filter(f -> f.attempts() >= ATTEMPTS)
        .filter(f -> Duration.between(f.since(), now).compareTo(GRACE) >= 0)
        .filter(f -> Duration.between(lastFailure, now).compareTo(MEMORY) < 0);
  }
}
