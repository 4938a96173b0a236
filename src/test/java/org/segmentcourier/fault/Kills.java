package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;

/** Containers that are killed and replaced while two deliveries are under way. */
final class Kills {

  private static final int AT_ONCE = 2;

  private final EndToEnd system;
  private final Undisturbed undisturbed;
  private final RandomGenerator random;
  private final List<Trial> trials = new ArrayList<>();

  Kills(EndToEnd system, Undisturbed undisturbed, RandomGenerator random) {
    this.system = system;
    this.undisturbed = undisturbed;
    this.random = random;
  }

  /**
   * At any moment of an undisturbed delivery, counted from when all containers work: none is killed
   * that has only begun to start.
   */
  void atAnyMoment() throws IOException {
    deliver();
    undisturbed.pause(random);
    var running = system.fleet().running();
    replace(running.get(random.nextInt(running.size())));
  }

  /**
   * Whoever comes to some point.
   *
   * @param cause leads there
   */
  void at(Death death, Runnable cause) throws IOException {
    deliver();
    system.control().fault(death.fault());
    cause.run();
    system.eventually(death + " to come", () -> !system.control().held().isEmpty());
    var agent = system.control().held().get(0).agent();
    var victim =
        system.fleet().running().stream()
            .filter(container -> system.fleet().agent(container).equals(agent))
            .findFirst()
            .orElseThrow();
    victim.kill();
    system.control().clearFaults();
    replace(victim);
  }

  private void deliver() {
    while (trials.stream().filter(trial -> !trial.isOver()).count() < AT_ONCE) {
      var trial = undisturbed.trial();
      trial.begin();
      trials.add(trial);
    }
  }

  private void replace(ApplicationProcess container) throws IOException {
    container.kill();
    system.fleet().start().awaitStarted();
  }

  /** Each delivery ends as if nothing had happened. */
  void areSurvived() throws IOException {
    for (var trial : trials) {
      trial.end();
      assertThat(undisturbed.violations(trial)).as(trial.toString()).isEmpty();
    }
  }
}
