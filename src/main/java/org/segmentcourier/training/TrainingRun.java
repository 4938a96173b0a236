package org.segmentcourier.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.training.personalize.Kind;
import org.segmentcourier.training.personalize.Observation;
import org.segmentcourier.training.personalize.Resource;
import org.segmentcourier.training.personalize.StepResults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a run goes from tick to tick. It asks nobody: times are S3's, by way of the {@link Inputs}.
 */
final class TrainingRun {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  /** Looks in vain after which a limit isn't one of a moment. */
  private static final int LONG_HELD = 5;

  private final TrainingNotices notices;

  TrainingRun(TrainingNotices notices) {
    this.notices = notices;
  }

  /** What a tick is to do. */
  enum Phase {
    /** Nothing yet. */
    EARLY,
    /** Other inputs have come: hand over to their run. */
    SUPERSEDED,
    /** That was done: see its own jobs to their end. */
    WATCH,
    /** It has taken too long: give up. */
    OVERDUE,
    /** Look at Personalize and go on. */
    LOOK
  }

  public Phase phase(Tick tick, Inputs inputs) {
    if (tick.superseded()) {
      return Phase.WATCH;
    } else if (!tick.run().equals(inputs.run())) {
      return Phase.SUPERSEDED;
    } else if (isEarly(tick, inputs.now())) {
      return Phase.EARLY;
    } else if (inputs.now().isAfter(tick.deadline())) {
      return Phase.OVERDUE;
    }
    return Phase.LOOK;
  }

  /**
   * When a run begins, S3's clock says. When one that was put off goes on, the clock of a container
   * may have said, if S3 could not be asked.
   */
  private static boolean isEarly(Tick tick, Instant now) {
    return tick.attempt() == 0
        ? tick.notBefore() != null && now.isBefore(tick.notBefore())
        : Pauses.isEarly(tick.notBefore(), now);
  }

  /** A later tick of the run was worked on before: this one is a copy, and ends. */
  public NextMessages copied(Tick tick) {
    ended(tick, "copy");
    return NextMessages.NOTHING;
  }

  /** It isn't time yet. */
  public NextMessages early(Tick tick) {
    return NextMessages.next(tick.next());
  }

  /**
   * Other inputs are there. Whoever put them has started their run; but nobody has if they differ
   * by something that was deleted, so this run starts it, too. What is there then may be what was
   * there before, and the queue still knows the ticks of that run: it gets ticks of its own.
   */
  public NextMessages superseded(Tick tick, Inputs inputs) {
    LOG.info(
        "training run superseded datasetGroup={} run={} by={}",
        tick.datasetGroup(),
        tick.run(),
        inputs.run());
    boolean put = inputs.started().isAfter(tick.started());
    var start = new Start(tick.datasetGroup(), inputs.run(), put ? "" : tick.run());
    return tick.announced().begun().isEmpty()
        ? NextMessages.next(start)
        : NextMessages.next(start, tick.watching());
  }

  /** A superseded run sees to the end what it has begun, and tells only that. */
  public NextMessages watched(Tick tick, Inputs inputs, List<Resource> resources) {
    var changes =
        resources.stream()
            .flatMap(r -> tick.announced().changeOf(r, tick.started()).stream())
            .toList();
    var pending =
        resources.stream()
            .filter(r -> r.state() == Resource.State.PENDING)
            .map(Resource::arn)
            .toList();
    if (!pending.isEmpty() && !inputs.now().isBefore(tick.deadline())) {
      ended(tick, "superseded, overdue");
      return new NextMessages(changes, List.of(notices.unwatched(tick, pending)), List.of());
    }
    var announced = tick.announced().after(resources, changes, inputs.now());
    var next = tick.after(announced, tick.refusals(), false);
    return new NextMessages(changes, List.of(), pending.isEmpty() ? List.of() : List.of(next));
  }

  public NextMessages overdue(Tick tick) {
    ended(tick, "overdue");
    return NextMessages.tell(notices.overdue(tick));
  }

  /** Goes on after a look at Personalize, or ends. */
  public NextMessages after(
      Tick tick, Inputs inputs, Observation seen, Decision decision, StepResults taken) {
    var changes = new ArrayList<>(decision.changes());
    changes.addAll(taken.changes());
    var refusals = new HashMap<>(tick.refusals());
    refusals.putAll(taken.refusals());
    var announced = tick.announced().after(seen.resources(), changes, inputs.now());
    var next = tick.after(announced, refusals, taken.done() > 0);
    var quota = quota(tick, seen, taken);
    boolean held = !taken.held().isEmpty() && taken.done() == 0;
    if (held || decision.outcome() instanceof Outcome.Waiting) {
      next = next.held(tick.attempt() + 1, later(tick, inputs), quota.orElse(tick.quota()));
    }
    LOG.info(
        "training tick datasetGroup={} run={} number={} calls={} steps={} done={} held={} refused={} outcome=\"{}\"",
        tick.datasetGroup(),
        tick.run(),
        tick.number(),
        seen.calls(),
        decision.steps().size(),
        taken.done(),
        taken.held().size(),
        taken.refusals().size(),
        decision.outcome().inBrief());
    var notifications = new ArrayList<Notification>();
    quota
        .filter(kind -> kind != tick.quota())
        .map(kind -> notices.full(tick, kind, taken.full().get(kind)))
        .ifPresent(notifications::add);
    if (decision.outcome() instanceof Outcome.Complete complete) {
      ended(tick, "complete");
      if (tick.changed() || !complete.notes().isEmpty()) {
        notifications.add(notices.complete(tick, inputs.config(), complete.notes()));
      }
      return new NextMessages(changes, notifications, List.of());
    } else if (decision.outcome() instanceof Outcome.Failed failed) {
      ended(tick, "failed");
      notifications.add(notices.failed(tick, failed.reasons(), failed.notes()));
      return new NextMessages(changes, notifications, List.of());
    }
    return new NextMessages(changes, notifications, List.of(next));
  }

  /**
   * Of which kind of resource the run waits for a quota. Limits of a moment are none; nor is what
   * the run's own jobs make room for.
   */
  private static Optional<Kind> quota(Tick tick, Observation seen, StepResults taken) {
    boolean goesOn =
        taken.done() > 0
            || seen.resources().stream().anyMatch(r -> r.state() == Resource.State.PENDING);
    return goesOn || tick.attempt() < LONG_HELD
        ? Optional.empty()
        : taken.full().keySet().stream().findFirst();
  }

  private static Instant later(Tick tick, Inputs inputs) {
    return inputs.now().plus(Pauses.growing(tick.attempt()));
  }

  private static void ended(Tick tick, String how) {
    LOG.info(
        "training run ended datasetGroup={} run={} ticks={} outcome=\"{}\"",
        tick.datasetGroup(),
        tick.run(),
        tick.number(),
        how);
  }
}
