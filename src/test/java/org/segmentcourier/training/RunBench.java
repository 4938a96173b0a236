package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.segmentcourier.training.config.ConfigReader;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.PersonalizeSteps;
import org.segmentcourier.training.personalize.PersonalizeView;
import org.segmentcourier.training.personalize.ResourceNames;

/**
 * Runs of the bookshop without routes: plan, look, decision and steps are the real ones;
 * Personalize and S3 are in memory, and Personalize finishes everything between two looks.
 */
final class RunBench {

  final FakeS3 s3 = new FakeS3();
  final FakePersonalize personalize = new FakePersonalize(s3::now);

  /** Of the last run: what it sends next. */
  Tick tick;

  /** Durations of what was announced last, by {@code <kind> <status>}. */
  final Map<String, Long> announced = new HashMap<>();

  private final List<String> changes = new ArrayList<>();

  /** The longest message of the last run, in characters. */
  int longestMessage;

  private final ResourceNames resourceNames = new ResourceNames(FakePersonalize.BASE);
  private final Notices notices = new Notices(resourceNames, FakeS3.BUCKET);
  private final TrainingFiles files = new TrainingFiles(s3, FakeS3.BUCKET);
  private final ConfigReader configs = new ConfigReader(ResourceNames.LONGEST_SOLUTION);
  private final Planner planner = new Planner(FakeS3.BUCKET, FakePersonalize.ROLE);
  private PersonalizeView view = new PersonalizeView(personalize, resourceNames);
  private final Reconciler reconciler = new Reconciler();
  private final HeaderCheck headers = new HeaderCheck(files);
  private final PersonalizeSteps steps = new PersonalizeSteps(personalize);
  private final TrainingRun trainingRun = new TrainingRun(notices);
  private final TrainingStarts starts =
      new TrainingStarts(notices, Duration.ZERO, Duration.ofMinutes(10), Duration.ofDays(1));

  RunBench() {
    Bookshop.putAll(s3);
  }

  Outcome run() {
    return run(30, "nothing");
  }

  /**
   * Looks until nothing is under way.
   *
   * @param seconds between two looks
   * @param failing part of the ARNs of what fails
   */
  Outcome run(int seconds, String failing) {
    tick = null;
    longestMessage = 0;
    for (int i = 0; i < 1000; i++) {
      var decision = look();
      if (!(decision.outcome() instanceof Outcome.Running)) {
        return decision.outcome();
      }
      s3.pass(seconds);
      personalize.fail(arn -> arn.contains(failing), "bad luck");
      personalize.finish();
    }
    throw new AssertionError("still running after 1000 looks");
  }

  /** One look, with its steps; the first begins a run. */
  Decision look() {
    var inputs = files.inputs(datasetGroup(), Bookshop.CONFIG);
    if (tick == null) {
      var first = starts.begin(new Start(datasetGroup(), "test"), inputs);
      tick = (Tick) first.messages().get(0);
    }
    var reading =
        configs.read(
            Bookshop.CONFIG, files.read(inputs.config()), Set.copyOf(FakePersonalize.RECIPES));
    assertThat(reading.errors()).isEmpty();
    var plan = planner.plan(reading.config(), inputs);
    var seen = view.observe(plan.wanted(), tick.started());
    var decision = headers.check(reconciler.decide(plan, seen, tick, inputs.now()));
    var taken = steps.take(decision.steps());
    var next = trainingRun.after(tick, inputs, seen, decision, taken);
    next.changes().forEach(c -> changes.add(c.resource() + " " + c.status()));
    next.changes()
        .forEach(c -> announced.put(c.resource() + " " + c.status(), c.durationSeconds()));
    tick =
        next.messages().isEmpty()
            ? tick.after(
                tick.announced().after(seen.resources(), next.changes(), inputs.now()),
                tick.refusals(),
                false)
            : (Tick) next.messages().get(0);
    longestMessage = Math.max(longestMessage, length(tick));
    return decision;
  }

  private String datasetGroup() {
    return ConfigReader.datasetGroup(s3.text(Bookshop.CONFIG).getBytes(StandardCharsets.UTF_8));
  }

  private static int length(Tick tick) {
    try {
      return new TrainingMessages().write(tick).length();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another container, which has looked at nothing yet, goes on. */
  void restart() {
    view = new PersonalizeView(personalize, resourceNames);
  }

  /** Uploads the config with something in it replaced, a minute later. */
  void change(String from, String to) {
    String config = s3.text(Bookshop.CONFIG);
    assertThat(config).contains(from);
    s3.pass(60);
    s3.put(Bookshop.CONFIG, config.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
  }

  /** Names of what was created since the last call, with {@code #} for hashes. */
  List<String> names() {
    return personalize.createdSince().stream().map(n -> n.replaceAll("[0-9a-f]{16}", "#")).toList();
  }

  /** How often this was announced, as {@code <kind> <status>}. */
  long times(String change) {
    return changes.stream().filter(change::equals).count();
  }

  static List<String> reasons(Outcome outcome) {
    return ((Outcome.Failed) outcome).reasons();
  }
}
