package org.segmentcourier.fault;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

  /** By the number of users. */
  private static final Map<Integer, Undisturbed> UNDISTURBED = new HashMap<>();

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

  private static void kill(int seed, int users) throws IOException {
    var kills = new Kills(system, undisturbed(users), new SplittableRandom(seed));
    for (int i = 0; i < KILLS; i++) {
      kills.atAnyMoment();
    }
    kills.areSurvived();
  }

  private static Undisturbed undisturbed(int users) throws IOException {
    var known = UNDISTURBED.get(users);
    if (known == null) {
      known = Undisturbed.of(system, SEGMENTS, users / SEGMENTS);
      UNDISTURBED.put(users, known);
    }
    return known;
  }
}
