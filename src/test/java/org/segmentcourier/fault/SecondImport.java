package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * A container is frozen while its call to start an import is on its way. Another one imports the
 * file meanwhile; then the first goes on, and its call takes effect.
 */
record SecondImport(EndToEnd system, Undisturbed undisturbed) {

  static SecondImport of(EndToEnd system, Undisturbed undisturbed) {
    return new SecondImport(system, undisturbed);
  }

  /**
   * The segment that comes of it is deleted, somebody is told, and nothing else is different.
   *
   * @param frozen for how long at least
   */
  void isTakenBack(Duration frozen) throws IOException {
    var point = "before CreateImportJob";
    var files = undisturbed.audience().segments();
    system.control().fault(Death.ofADelivery(files, List.of(point)).get(0).fault());
    var trial = undisturbed.trial();
    var stale = system.application();

    trial.begin();
    system.eventually(point + " to come", () -> !system.control().held().isEmpty());
    stale.freeze();
    system.fleet().start();
    EndToEnd.letPass(frozen);
    trial.end();
    stale.thaw();
    system.control().release();
    trial.awaitWithdrawal();

    assertThat(undisturbed.violations(trial))
        .singleElement()
        .asString()
        .endsWith(" was imported 2 times");
    assertThat(trial.segments()).containsExactlyInAnyOrderElementsOf(trial.files());
    stale.stop();
  }
}
