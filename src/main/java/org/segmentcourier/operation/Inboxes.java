package org.segmentcourier.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.segmentcourier.aws.Polls;
import org.segmentcourier.settings.Settings;

/**
 * Which queues were not looked into for too long. It asks nobody: it looks at what becomes of the
 * application's own looks. A consumer that has work doesn't look for more, and one whose route is
 * stopped doesn't at all.
 */
final class Inboxes {

  private final Polls polls;
  private final Settings settings;
  private final Predicate<WorkQueue> waits;
  private final InstantSource clock;
  private final Instant began;

  /**
   * @param waits whether the consumer of a queue has nothing to do but to wait for a message
   */
  Inboxes(Polls polls, Settings settings, Predicate<WorkQueue> waits, InstantSource clock) {
    this.polls = polls;
    this.settings = settings;
    this.waits = waits;
    this.clock = clock;
    this.began = clock.instant();
  }

  /**
   * A queue that is not looked into.
   *
   * @param since when it was last
   */
  record Neglected(WorkQueue queue, Instant since) {}

  /** Those of which nobody has had an answer for longer. */
  List<Neglected> unanswered(Duration longest) {
    return all(longest, queue -> polls.answered(settings.text(queue.url())));
  }

  /** Those that nobody has asked for longer, whatever the answer. */
  List<Neglected> unasked(Duration longest) {
    return all(longest, queue -> polls.asked(settings.text(queue.url())));
  }

  private List<Neglected> all(Duration longest, Last last) {
    var latest = clock.instant().minus(longest);
    return Arrays.stream(WorkQueue.values())
        .filter(waits)
        .map(queue -> new Neglected(queue, last.of(queue).orElse(began)))
        .filter(queue -> queue.since().isBefore(latest))
        .toList();
  }

  /** When something was so last. */
  private interface Last {
    Optional<Instant> of(WorkQueue queue);
  }
}
