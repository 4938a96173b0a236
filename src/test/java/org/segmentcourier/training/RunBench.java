package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.segmentcourier.training.personalize.FakePersonalize;

/**
 * Runs of the bookshop without routes: Personalize and S3 are in memory, and Personalize finishes
 * everything between two looks.
 */
final class RunBench {

  final FakeS3 s3 = new FakeS3();
  final FakePersonalize personalize = new FakePersonalize(s3::now);

  /** Durations of what was announced last, by {@code <kind> <status>}. */
  final Map<String, Long> announced = new HashMap<>();

  private final List<String> changes = new ArrayList<>();

  /** The longest message of the last run, in characters. */
  int longestMessage;

  /** Of the last run. */
  private Runner runner = newRunner();

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
    runner.tick = null;
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

  /** Looks until this was announced, as {@code <kind> <status>}; it is under way then. */
  void runUntil(String change) {
    for (int i = 0; i < 1000 && times(change) == 0; i++) {
      s3.pass(30);
      personalize.finish();
      look();
    }
  }

  /** Uploads the config once more, a minute later. */
  void uploadAgain() {
    s3.pass(60);
    s3.put(Bookshop.CONFIG, s3.text(Bookshop.CONFIG));
  }

  /** One look, with its steps; the first begins a run. */
  Decision look() {
    var decision = runner.decide();
    runner.take();
    for (var change : runner.next.changes()) {
      String what = change.resource() + " " + change.status();
      changes.add(what);
      announced.put(what, change.durationSeconds());
    }
    longestMessage = Math.max(longestMessage, runner.messageLength());
    return decision;
  }

  /** What the run sends next. */
  Tick tick() {
    return runner.tick;
  }

  /** Another container, which has looked at nothing yet, goes on from here. */
  void restart(Tick from) {
    runner = newRunner();
    runner.tick = from;
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

  private Runner newRunner() {
    return new Runner(s3, personalize, FakePersonalize.BASE);
  }

  /** How often this was announced, as {@code <kind> <status>}. */
  long times(String change) {
    return changes.stream().filter(change::equals).count();
  }

  static List<String> reasons(Outcome outcome) {
    return ((Outcome.Failed) outcome).reasons();
  }
}
