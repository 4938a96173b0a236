package org.segmentcourier.training;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.notification.Notification;
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

  /** Pauses while something is held up double from a second to this. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Notices notices;
  private final Duration quiet;
  private final Duration patience;
  private final Duration deadline;

  /**
   * @param quiet for how long nothing must have been put before a run begins
   * @param patience for how long a run waits for files
   * @param deadline after how long a run is given up
   */
  TrainingRun(Notices notices, Duration quiet, Duration patience, Duration deadline) {
    this.notices = notices;
    this.quiet = quiet;
    this.patience = patience;
    this.deadline = deadline;
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
    } else if (tick.notBefore() != null && inputs.now().isBefore(tick.notBefore())) {
      return Phase.EARLY;
    } else if (inputs.now().isAfter(tick.deadline())) {
      return Phase.OVERDUE;
    }
    return Phase.LOOK;
  }

  /** The config isn't there, or not clear. */
  public NextMessages unclear(Tick start, List<TrainingFile> configs) {
    if (configs.isEmpty()) {
      LOG.info("training run not begun datasetGroup={} reason=\"no config\"", start.datasetGroup());
      return NextMessages.NOTHING;
    }
    return NextMessages.tell(notices.twoConfigs("dataset group " + start.datasetGroup(), configs));
  }

  /** A folder has more than one config. */
  public NextMessages ambiguous(TrainingUpload.Ambiguous arrival) {
    return NextMessages.tell(
        notices.twoConfigs("folder train/" + arrival.folder() + "/", arrival.configs()));
  }

  /** The first tick of the run that has these inputs. All starts of one run make the same. */
  public NextMessages begin(Tick start, Inputs inputs) {
    Instant begins = inputs.started().plus(quiet);
    Instant from = begins.isAfter(inputs.now()) ? begins : inputs.now();
    var tick =
        new Tick(
            start.datasetGroup(),
            inputs.run(),
            start.chain(),
            1,
            inputs.started(),
            inputs.config().key(),
            begins,
            0,
            from.plus(patience),
            from.plus(deadline),
            false,
            false,
            Map.of(),
            Map.of());
    LOG.info(
        "training run begun datasetGroup={} run={} config={} inputs={} cause={}",
        tick.datasetGroup(),
        tick.run(),
        tick.config(),
        inputs.files().size(),
        start.run());
    return NextMessages.next(tick);
  }

  /** It isn't time yet. */
  public NextMessages early(Tick tick) {
    return NextMessages.next(tick.next());
  }

  /**
   * AWS can't be asked at the moment: later.
   *
   * @param inputs null if not even they could be listed
   * @throws Exception the reason itself, if it doesn't pass by waiting
   */
  public NextMessages pause(Tick tick, Inputs inputs, Exception reason) throws Exception {
    if (!PassingFailures.passes(reason)) {
      throw reason;
    }
    LOG.warn(
        "training tick held datasetGroup={} run={} number={} attempt={} reason=\"{}\"",
        tick.datasetGroup(),
        tick.run(),
        tick.number(),
        tick.attempt(),
        reason.getMessage());
    return NextMessages.next(tick.again(inputs == null ? tick.notBefore() : later(tick, inputs)));
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
    var start = Tick.start(tick.datasetGroup(), inputs.run(), put ? "" : tick.run());
    return tick.begun().isEmpty()
        ? NextMessages.next(start)
        : NextMessages.next(start, tick.watching());
  }

  /** A superseded run sees to the end what it has begun, and tells only that. */
  public NextMessages watched(Tick tick, Inputs inputs, List<Resource> resources) {
    var changes = resources.stream().flatMap(r -> tick.changeOf(r).stream()).toList();
    boolean pending = resources.stream().anyMatch(r -> r.state() == Resource.State.PENDING);
    boolean goesOn = pending && inputs.now().isBefore(tick.deadline());
    var next = tick.after(published(tick, changes), tick.refusals(), false);
    return new NextMessages(changes, List.of(), goesOn ? List.of(next) : List.of());
  }

  public NextMessages overdue(Tick tick) {
    ended(tick, "overdue");
    return NextMessages.tell(
        notices.failed(
            tick,
            List.of(
                "The run had not ended by %s (training.deadline) and was given up. Under way: %s"
                    .formatted(tick.deadline(), underWay(tick))),
            List.of()));
  }

  /** The config can't work; {@link Notices#wrongConfig} tells. */
  public NextMessages wrongConfig(Tick tick, NextMessages told) {
    ended(tick, "wrong config");
    return told;
  }

  /** Goes on after a look at Personalize, or ends. */
  public NextMessages after(
      Tick tick, Inputs inputs, Observation seen, Decision decision, StepResults taken) {
    var changes = new ArrayList<>(decision.changes());
    changes.addAll(taken.changes());
    var refusals = new HashMap<>(tick.refusals());
    refusals.putAll(taken.refusals());
    var next = tick.after(published(tick, changes), refusals, taken.done() > 0);
    if (!taken.held().isEmpty() && taken.done() == 0) {
      next = next.held(tick.attempt() + 1, later(tick, inputs));
    }
    LOG.info(
        "training tick datasetGroup={} run={} number={} calls={} steps={} done={} held={} refused={} outcome={}",
        tick.datasetGroup(),
        tick.run(),
        tick.number(),
        seen.calls(),
        decision.steps().size(),
        taken.done(),
        taken.held().size(),
        taken.refusals().size(),
        decision.outcome());
    var notifications = new ArrayList<Notification>();
    if (decision.outcome() instanceof Outcome.Complete complete) {
      ended(tick, "complete");
      if (tick.changed() || !complete.notes().isEmpty()) {
        notifications.add(notices.complete(tick, complete.notes()));
      }
      return new NextMessages(changes, notifications, List.of());
    } else if (decision.outcome() instanceof Outcome.Failed failed) {
      ended(tick, "failed");
      notifications.add(notices.failed(tick, failed.reasons(), failed.notes()));
      return new NextMessages(changes, notifications, List.of());
    }
    return new NextMessages(changes, notifications, List.of(next));
  }

  private static Map<String, String> published(Tick tick, List<StateChange> changes) {
    var statuses = new HashMap<>(tick.statuses());
    changes.forEach(change -> statuses.put(change.arn(), change.status()));
    return statuses;
  }

  private static Instant later(Tick tick, Inputs inputs) {
    Duration pause = Duration.ofSeconds(1L << Math.min(tick.attempt(), 10));
    return inputs.now().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  private static String underWay(Tick tick) {
    return tick.begun().isEmpty() ? "nothing" : String.join(", ", tick.begun());
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
