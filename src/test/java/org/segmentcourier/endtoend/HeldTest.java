package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;

/** A file that is held is released, or dropped, by command, after the container has died. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HeldTest {

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("held")
          .noticingDeathsSoon()
          .with("ROUTES_LOCATION", "src/test/resources/held");

  @Test
  void whatIsHeldIsReleasedOrDroppedByCommandAfterARestart() throws IOException {
    var jobs = system.otherJobs();
    jobs.users(Map.of("u1", "e1", "u2", "e2"));
    var arn =
        jobs.finish(
            "small",
            Map.of("a.json.out", Lines.genre("Action", "u1", "u2") + Lines.genre("Drama", "u2")));
    system.mail("2 segments, 2 files published, 3 endpoints, 2 files held");

    system.fleet().running().forEach(ApplicationProcess::kill);
    system.fleet().start();
    var held = system.fleet().command("held").said();
    assertThat(held)
        .filteredOn(line -> !line.startsWith(" "))
        .hasSize(2)
        .allMatch(line -> line.matches("small_\\S+ ITEMSgenres(Action|Drama)_\\S+_guarded.csv"));
    assertThat(held)
        .contains("    it reaches 2 users, but smallest is 3; days left: 29")
        .contains("    it reaches 1 users, but smallest is 3; days left: 29");

    decide("release", held, "Action");
    system.mail("released: ");
    decide("drop", held, "Drama");
    system.mail("dropped: ");

    assertThat(jobs.published(arn)).hasSize(3).containsValue(List.of("e1", "e2"));
    assertThat(system.fleet().command("held").said()).containsExactly("no file is held");
  }

  private static void decide(String verdict, List<String> held, String which) throws IOException {
    var file = held.stream().filter(line -> line.contains(which)).findFirst().orElseThrow();
    var words = file.split(" ");
    assertThat(system.fleet().command(verdict, words[0], words[1]).status()).isZero();
  }
}
