package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.endpoint.Endpoint;

/** The directory changes while files are built from it. */
class OvertakenTest extends DeliveryTest {

  private static final Endpoint OPTED_OUT = new Endpoint("e1", "EMAIL", true, true);

  /** Each is asked once it is the newest; who is asked last stays it. */
  private final List<KnownUsers> snapshots = new ArrayList<>();

  private int newest;

  @Test
  void anOptOutThatArrivesWhileFilesAreBuiltIsHonoured() throws Exception {
    snapshot(1, email("e1"));
    snapshot(2, OPTED_OUT);

    deliver("late");

    assertThat(application.published(ACTION)).containsExactly("Id", "e-u2");
    assertThat(commit("late").get("endpoints").asText()).isEqualTo("known 2");
    assertThat(commit("late").get("overtakenBy").asText()).isEmpty();
    assertThat(snapshots).extracting(KnownUsers::batches).containsExactly(1, 1);
  }

  @Test
  void whatIsOvertakenAgainAndAgainIsBuiltThreeTimesAndSaysSo() throws Exception {
    snapshot(1, email("e1"));
    snapshot(2, email("e1"));
    snapshot(3, OPTED_OUT);
    snapshot(4, email("e1"));
    snapshot(5, email("e1"));

    deliver("always");

    assertThat(application.published(ACTION)).containsExactly("Id", "e-u2");
    assertThat(commit("always").get("endpoints").asText()).isEqualTo("known 3");
    assertThat(commit("always").get("overtakenBy").asText()).isEqualTo("known 4");
    assertThat(snapshots).extracting(KnownUsers::batches).containsExactly(1, 1, 1, 0, 0);
  }

  @Test
  void withoutAChangeFilesAreBuiltOnce() throws Exception {
    snapshot(1, email("e1"));

    deliver("quiet");

    assertThat(application.published(ACTION)).containsExactly("Id", "e1", "e-u2");
    assertThat(commit("quiet").get("overtakenBy").asText()).isEmpty();
    assertThat(snapshots).extracting(KnownUsers::batches).containsExactly(1);
  }

  /** As soon as it is asked for the users of a build, the next one is there. */
  private void snapshot(int number, Endpoint ofFirstUser) {
    var users = new KnownUsers(number);
    users.add("u1", ofFirstUser);
    users.others(
        user -> {
          newest = Math.min(number, snapshots.size() - 1);
          return List.of(email("e-" + user));
        });
    snapshots.add(users);
  }

  private void deliver(String job) {
    application.source = () -> snapshots.get(newest);
    application.output(job, "a.json.out", Lines.genre("Action", "u1", "u2"));
    application.deliver(application.jobs.add(job));
  }

  private static JsonNode commit(String job) throws IOException {
    return new ObjectMapper().readTree(application.record(job, "commit.json"));
  }
}
