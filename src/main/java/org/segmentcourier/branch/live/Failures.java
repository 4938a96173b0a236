package org.segmentcourier.branch.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.branch.live.Decision.Refusal;

/**
 * Files that are in order, but could not be started, for a reason that may pass: they are tried
 * again, after twice as long each time.
 */
final class Failures {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** By name of the file. */
  private final Map<String, Refusal> failures = new TreeMap<>();

  /** Those of which nothing runs now, for what ran before could not be put back either. */
  private final Set<String> lost = new TreeSet<>();

  private Instant next = Instant.MIN;
  private Duration pause = FIRST_PAUSE;

  /** Whether it is time to try them again. */
  boolean areDue() {
    return !failures.isEmpty() && Instant.now().isAfter(next);
  }

  /** Whoever looks next is to try them. */
  void hurry() {
    next = Instant.MIN;
  }

  /** What is wanted is tried now; a failure of another version of a file is no news any more. */
  void retry(Map<String, RouteFile> wanted) {
    failures
        .entrySet()
        .removeIf(
            failure ->
                !lost.contains(failure.getKey())
                    && !Objects.equals(failure.getValue().file(), wanted.get(failure.getKey())));
    next = Instant.now().plus(pause);
  }

  /**
   * Notes a failure.
   *
   * @return whether it is news
   */
  boolean add(String name, Refusal failure) {
    return !failure.equals(failures.put(name, failure));
  }

  /** All that had to be noted of this time is. */
  void rest() {
    next = Instant.now().plus(pause);
    var longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  void lose(Collection<String> names) {
    lost.addAll(names);
  }

  /** What ran before is back. */
  void find(Collection<String> names) {
    var found = new TreeSet<>(names);
    found.retainAll(lost);
    failures.keySet().removeAll(found);
    lost.removeAll(found);
  }

  Set<String> lost() {
    return lost;
  }

  /** They run. */
  void remove(Collection<String> names) {
    failures.keySet().removeAll(names);
    lost.removeAll(names);
    pause = FIRST_PAUSE;
  }

  Optional<Refusal> of(String name) {
    return Optional.ofNullable(failures.get(name));
  }

  Set<String> names() {
    return failures.keySet();
  }
}
