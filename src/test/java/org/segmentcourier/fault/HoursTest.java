package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An hour ({@code -Dminutes}) at half load, with something that goes wrong each minute. One of two
 * containers is killed and stopped and replaced; the other lives through all the rest, and takes no
 * more of the machine in the end than after a sixth of the time.
 */
@LongRun
@Tag("R25")
@Timeout(value = 3, unit = TimeUnit.HOURS)
class HoursTest {

  private static final Logger LOG = LoggerFactory.getLogger(HoursTest.class);

  private static final int MINUTES = Integer.getInteger("minutes", 60);
  private static final long SEED = Long.getLong("seed", 25);
  private static final int SEGMENTS = 2;
  private static final int USERS = 2_000;
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  /** Until the last of what was begun is done: pauses have grown. */
  private static final Duration RECOVERY = Duration.ofMinutes(5);

  /** Idle connections are closed after a minute. */
  private static final Duration REST = Duration.ofSeconds(75);

  private static final int JOBS_A_REFRESH = 7;

  /** By so much it may be more. */
  private static final double GROWTH = 1.1;

  /** Threads or files: those of calls that are under way, such as waiting for messages. */
  private static final int CALLS = 10;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("hours", 2).lasting().with("QUEUE_VISIBILITY", "10");

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final DirectoryFiles files = new DirectoryFiles(system);
  private final List<Trial> trials = new ArrayList<>();
  private Undisturbed undisturbed;

  /** What a container takes of the machine while it rests. */
  private record Taken(long heap, long resident, int threads, int open, int onDisk) {

    static Taken by(ApplicationProcess container) throws IOException {
      var vitals = container.vitals();
      return new Taken(
          vitals.heapInUse(),
          vitals.resident(),
          vitals.threads(),
          vitals.openFiles().size(),
          Folders.filesBelow(container.workFolder()).size());
    }
  }

  @Test
  void deliveriesSurviveAFaultAMinuteAndNothingGrows() throws IOException {
    LOG.info("minutes={} seed={}", MINUTES, SEED);
    var audience = Audience.of(system, system.folder(), SEGMENTS, USERS / SEGMENTS);
    files.put(audience);
    undisturbed = Undisturbed.of(system, audience);
    var steady = system.fleet().running().get(0);

    int early = Math.max(1, MINUTES / 6);
    disturb(early, steady);
    var before = atRest(steady);
    disturb(MINUTES - early, steady);
    var after = atRest(steady);

    LOG.info("deliveries={} early={} late={}", trials.size(), before, after);
    for (var trial : trials) {
      assertThat(violations(trial)).as(trial.toString()).isEmpty();
    }
    assertThat(files.sourcesOfTheNewest()).contains(files.lastOptOut());
    assertThat((double) after.resident())
        .as("bytes of memory")
        .isLessThan(GROWTH * before.resident());
    assertThat((double) after.heap()).as("bytes of heap in use").isLessThan(GROWTH * before.heap());
    assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + CALLS);
    assertThat(after.open()).as("open files").isLessThanOrEqualTo(before.open() + CALLS);
    assertThat(after.onDisk()).as("files on the disk").isLessThanOrEqualTo(before.onDisk());
  }

  private void disturb(int minutes, ApplicationProcess steady) throws IOException {
    for (int minute = 0; minute < minutes; minute++) {
      var disturbance = Disturbance.any(random);
      var victim = victim(disturbance, steady);
      LOG.info("{} agent={}", disturbance, system.fleet().agent(victim));
      disturbance.begin(system, victim);
      work(HALF_A_MINUTE);
      disturbance.end(system, victim);
      work(HALF_A_MINUTE);
    }
  }

  private ApplicationProcess victim(Disturbance disturbance, ApplicationProcess steady) {
    var other = system.fleet().running().stream().filter(one -> one != steady).findFirst();
    boolean survives = disturbance != Disturbance.KILL && disturbance != Disturbance.STOP;
    return survives && random.nextBoolean() ? steady : other.orElseThrow();
  }

  /** Half of the time there is nothing to do. */
  private void work(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      if (trials.size() % JOBS_A_REFRESH == 0) {
        files.putOptOut();
      }
      var trial = undisturbed.trial();
      trial.begin();
      trials.add(trial);
      EndToEnd.letPass(Duration.ofMillis(2 * undisturbed.millis()));
    }
  }

  private Taken atRest(ApplicationProcess container) throws IOException {
    for (var trial : trials) {
      trial.end(RECOVERY);
    }
    EndToEnd.letPass(REST);
    return Taken.by(container);
  }

  /** A second import that somebody who came back late has started is allowed if it is undone. */
  private List<String> violations(Trial trial) {
    var violations = undisturbed.violations(trial);
    if (violations.stream().anyMatch(violation -> violation.endsWith(" was imported 2 times"))) {
      trial.awaitWithdrawal();
      assertThat(trial.segments()).containsExactlyInAnyOrderElementsOf(trial.files());
      violations.removeIf(violation -> violation.endsWith(" was imported 2 times"));
    }
    return violations;
  }
}
