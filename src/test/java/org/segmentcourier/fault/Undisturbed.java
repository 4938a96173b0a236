package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * A delivery that nothing happens to: what those that are disturbed are compared with.
 *
 * @param checksums SHA-256 of each segment file by its query
 * @param millis how long it takes, from the news of the job to the last import
 */
record Undisturbed(
    EndToEnd system, Audience audience, SortedMap<String, String> checksums, long millis) {

  /** What the sandbox's Pinpoint answers in a second at most, so that nobody waits for it. */
  private static final int LOOKUPS = 10_000;

  /**
   * Delivers to an audience that is made for it.
   *
   * @param users in each segment
   */
  static Undisturbed of(EndToEnd system, int segments, int users) throws IOException {
    system.control().tune("mobiletargeting", Map.of("rates", Map.of("GetUserEndpoints", LOOKUPS)));
    return of(system, Audience.of(system, system.folder(), segments, users));
  }

  /** Delivers to an audience that is there. */
  static Undisturbed of(EndToEnd system, Audience audience) throws IOException {
    var trial = new Trial(system, audience);
    long start = System.nanoTime();
    trial.begin();
    trial.end();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(trial.violations(new TreeMap<>())).isEmpty();
    assertThat(trial.told()).isOne();
    return new Undisturbed(system, audience, trial.checksums(), millis);
  }

  /** A delivery of the same, to be disturbed. */
  Trial trial() {
    return new Trial(system, audience);
  }

  /** What does not hold of such a delivery that must, a sentence each. */
  List<String> violations(Trial trial) {
    return trial.violations(checksums);
  }

  /** Waits for any moment between the news of a job and its last import. */
  void pause(RandomGenerator random) {
    long moment = random.nextLong(millis);
    EndToEnd.letPass(Duration.ofMillis(moment));
  }
}
