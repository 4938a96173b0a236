package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.segmentcourier.training.config.ConfigReader;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.Observation;
import org.segmentcourier.training.personalize.PersonalizeSteps;
import org.segmentcourier.training.personalize.PersonalizeView;
import org.segmentcourier.training.personalize.ResourceNames;
import software.amazon.awssdk.services.personalize.PersonalizeClient;

/**
 * A run of the bookshop as one container works on it, without routes: everything is the real thing
 * but S3 and Personalize.
 */
final class Runner {

  /** What is sent next; null before the first look. */
  Tick tick;

  /** What the last look led to. */
  NextMessages next;

  private final FakeS3 s3;
  private final TrainingFiles files;
  private final TrainingNotices notices;
  private final ConfigReader configs = new ConfigReader(ResourceNames.LONGEST_SOLUTION);
  private final Planner planner = new Planner(FakeS3.BUCKET, FakePersonalize.ROLE);
  private final PersonalizeView view;
  private final Reconciler reconciler = new Reconciler();
  private final PersonalizeSteps steps;

  private Inputs inputs;
  private Observation seen;
  private Decision decision;

  /**
   * @param base of all ARNs
   */
  Runner(FakeS3 s3, PersonalizeClient personalize, String base) {
    this.s3 = s3;
    var resourceNames = new ResourceNames(base);
    files = new TrainingFiles(s3, FakeS3.BUCKET);
    notices = new TrainingNotices(resourceNames, FakeS3.BUCKET);
    view = new PersonalizeView(personalize, resourceNames);
    steps = new PersonalizeSteps(personalize);
  }

  /** Looks and decides; the first time, a run begins. */
  Decision decide() {
    inputs = files.inputs(datasetGroup(), Bookshop.CONFIG);
    if (tick == null) {
      tick = first();
    }
    var reading =
        configs.read(
            Bookshop.CONFIG, files.read(inputs.config()), Set.copyOf(FakePersonalize.RECIPES));
    assertThat(reading.errors()).isEmpty();
    var plan = planner.plan(reading.config(), inputs);
    seen = view.observe(plan.wanted(), tick.started());
    decision = new HeaderCheck(files).check(reconciler.decide(plan, seen, tick, inputs.now()));
    return decision;
  }

  /** Takes the steps that were decided on. */
  void take() {
    var taken = steps.take(decision.steps());
    next = new TrainingRun(notices).after(tick, inputs, seen, decision, taken);
    tick =
        next.messages().isEmpty()
            ? tick.after(
                tick.announced().after(seen.resources(), next.changes(), inputs.now()),
                tick.refusals(),
                false)
            : (Tick) next.messages().get(0);
  }

  /** The length of the message that is sent next, in characters. */
  int messageLength() {
    try {
      return new TrainingMessages().write(tick).length();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Tick first() {
    var starts =
        new TrainingStarts(notices, Duration.ZERO, Duration.ofMinutes(10), Duration.ofDays(1));
    return (Tick) starts.begin(new Start(datasetGroup(), "test"), inputs).messages().get(0);
  }

  private String datasetGroup() {
    return ConfigReader.datasetGroup(s3.text(Bookshop.CONFIG).getBytes(StandardCharsets.UTF_8));
  }
}
