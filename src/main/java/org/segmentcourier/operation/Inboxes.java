package org.segmentcourier.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.segmentcourier.aws.Polls;
import org.segmentcourier.settings.Settings;

/**
 * Which queues don't answer, or are not looked into. It asks nobody: it looks at what becomes of
 * the application's own looks. A consumer that has work doesn't look for more, and one whose route
 * is stopped doesn't at all.
 */
final class Inboxes {

  private final Polls polls;
  private final Settings settings;
  private final Predicate<WorkQueue> waits;
  private final InstantSource clock;

  /** When it was last seen that a consumer had no reason to look; at first, the beginning. */
  private final Map<WorkQueue, Instant> excused = new ConcurrentHashMap<>();

  /**
   * @param waits whether the consumer of a queue has nothing to do but to wait for a message
   */
  Inboxes(Polls polls, Settings settings, Predicate<WorkQueue> waits, InstantSource clock) {
    this.polls = polls;
    this.settings = settings;
    this.waits = waits;
    this.clock = clock;
    for (var queue : WorkQueue.values()) {
      excused.put(queue, clock.instant());
    }
  }

  /**
   * A queue from which nothing is received.
   *
   * @param since when
   */
  record Neglected(WorkQueue queue, Instant since) {}

  /** Those that were asked, and have not answered for longer. */
  List<Neglected> unanswered(Duration longest) {
    return forLonger(longest, queue -> polls.unanswered(url(queue)));
  }

  /** Those that nobody has asked for longer, whatever the answer. */
  List<Neglected> unasked(Duration longest) {
    return forLonger(longest, this::unasked);
  }

  private Optional<Instant> unasked(WorkQueue queue) {
    if (!waits.test(queue)) {
      excused.put(queue, clock.instant());
    }
    var excuse = excused.get(queue);
    return polls.asked(url(queue)).filter(excuse::isBefore).or(() -> Optional.of(excuse));
  }

  private String url(WorkQueue queue) {
    return settings.text(queue.url());
  }

  private List<Neglected> forLonger(Duration longest, Since since) {
    var latest = clock.instant().minus(longest);
    var neglected = new ArrayList<Neglected>();
    for (var queue : WorkQueue.values()) {
      since
          .of(queue)
          .filter(time -> time.isBefore(latest))
          .ifPresent(time -> neglected.add(new Neglected(queue, time)));
    }
    return neglected;
  }

  /** Since when something is so; empty if it is not. */
  private interface Since {
    Optional<Instant> of(WorkQueue queue);
  }
}
