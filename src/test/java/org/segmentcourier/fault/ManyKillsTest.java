package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * Containers are killed again and again, at moments of chance, in the middle of deliveries; each
 * delivery ends as if nothing had happened. Two instances run at a time, as in a service that
 * replaces what dies.
 */
@LongRun
@Tag("R1")
@Timeout(value = 25, unit = TimeUnit.MINUTES)
class ManyKillsTest {

  private static final int SEGMENTS = 2;
  private static final int KILLS = 20;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("kills", 2)
          .lasting()
          .with("QUEUE_VISIBILITY", "10")
          .with("LOOKUP_RATE", "10000");

  private static final AtomicInteger TRIALS = new AtomicInteger();

  /** By the number of users. */
  private static final Map<Integer, Undisturbed> UNDISTURBED = new HashMap<>();

  /** A delivery that nothing happens to. */
  private record Undisturbed(Audience audience, SortedMap<String, String> checksums, long millis) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void deliveriesOf5000UsersSurviveTwentyKills(int seed) throws IOException {
    kill(seed, 5_000);
  }

  @ParameterizedTest
  @ValueSource(ints = 101)
  void deliveriesOf100000UsersSurviveTwentyKills(int seed) throws IOException {
    kill(seed, 100_000);
  }

  /** Two deliveries are under way at each kill. */
  private static void kill(int seed, int users) throws IOException {
    system.control().tune("mobiletargeting", Map.of("rates", Map.of("GetUserEndpoints", 10_000)));
    var undisturbed = undisturbed(users);
    var random = new SplittableRandom(seed);
    var trials = new ArrayList<Trial>();

    for (int i = 0; i < KILLS; i++) {
      while (trials.stream().filter(trial -> !trial.isOver()).count() < 2) {
        var trial = trial(undisturbed.audience());
        trial.begin();
        trials.add(trial);
      }
      pause(random.nextLong(undisturbed.millis()));
      var running = system.fleet().running();
      running.get(random.nextInt(running.size())).kill();
      system.fleet().start();
    }

    for (var trial : trials) {
      trial.end();
      assertThat(trial.violations(undisturbed.checksums())).as(trial.toString()).isEmpty();
    }
  }

  private static Undisturbed undisturbed(int users) throws IOException {
    var known = UNDISTURBED.get(users);
    if (known == null) {
      var audience = Audience.of(system, system.folder(), SEGMENTS, users / SEGMENTS);
      var trial = trial(audience);
      long start = System.nanoTime();
      trial.begin();
      trial.end();
      assertThat(trial.violations(new TreeMap<>())).isEmpty();
      known =
          new Undisturbed(
              audience,
              trial.checksums(),
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      UNDISTURBED.put(users, known);
    }
    return known;
  }

  private static void pause(long millis) {
    await().timeout(Duration.ofMinutes(1)).pollDelay(Duration.ofMillis(millis)).until(() -> true);
  }

  private static Trial trial(Audience audience) {
    return new Trial(system, audience, TRIALS.incrementAndGet());
  }
}
