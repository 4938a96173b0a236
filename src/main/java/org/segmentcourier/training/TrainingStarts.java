package org.segmentcourier.training;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.Arrival;
import org.segmentcourier.training.personalize.Announced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** How uploads become a run. It asks nobody: times are S3's, by way of the {@link Inputs}. */
final class TrainingStarts {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingStarts.class);

  private final TrainingNotices notices;
  private final Duration quiet;
  private final Duration patience;
  private final Duration deadline;

  /**
   * @param quiet for how long nothing must have been put before a run begins
   * @param patience for how long a run waits for files
   * @param deadline after how long a run is given up
   */
  TrainingStarts(TrainingNotices notices, Duration quiet, Duration patience, Duration deadline) {
    this.notices = notices;
    this.quiet = quiet;
    this.patience = patience;
    this.deadline = deadline;
  }

  /**
   * A message that was moved back from the redrive queue has all the time again. Uploads without a
   * use have nothing to be waited for any longer.
   */
  public TrainingMessage renew(TrainingMessage message, Arrival arrival) {
    if (message instanceof Tick tick && arrival.isAnew(tick.deadline())) {
      return tick.anew(arrival.sent().plus(patience), arrival.sent().plus(deadline));
    } else if (message instanceof Start start && arrival.isAnew(start.deadline())) {
      return start.anew();
    }
    return message;
  }

  /** The config isn't there, or not clear. */
  public NextMessages unclear(Start start, List<TrainingFile> configs) {
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
  public NextMessages begin(Start start, Inputs inputs) {
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
            Announced.NOTHING,
            Map.of(),
            null);
    try (var run = MDC.putCloseable("run", tick.run())) {
      LOG.info(
          "upload counts for run datasetGroup={} run={} config={} inputs={} cause={}",
          tick.datasetGroup(),
          tick.run(),
          tick.config(),
          inputs.files().size(),
          start.cause());
    }
    return NextMessages.next(tick);
  }
}
