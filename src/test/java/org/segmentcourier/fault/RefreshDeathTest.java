package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * Containers that are killed while they make a snapshot of the endpoint directory: a fresh one
 * makes it with no hand, once, and of the same bytes as one that nothing happens to.
 */
@LongRun
@Tag("R2")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RefreshDeathTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger TRIALS = new AtomicInteger();
  private static final int USERS = 1_000;

  @RegisterExtension
  static final EndToEnd system = EndToEnd.alone("refresh-death").noticingDeathsSoon();

  private final Aws aws = system.aws();

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  static List<Death> allDeaths() {
    return Death.ofARefresh();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allDeaths")
  void aContainerThatIsKilledAtAPointIsSurvived(Death death) throws IOException {
    int trial = TRIALS.incrementAndGet();
    int before = snapshots();
    system.control().fault(death.fault());

    var disturbed = put(trial, "disturbed");
    system.eventually(death + " to come", () -> !system.control().held().isEmpty());
    system.application().kill();
    system.control().clearFaults();
    system.fleet().start();
    var survived = snapshotOf(disturbed);
    awaitRest();

    assertThat(snapshots()).as("snapshots").isEqualTo(before + 1);
    assertThat(told(before + 1)).as("how often it was told").isBetween(1L, 2L);

    var peaceful = snapshotOf(put(trial, "peaceful"));
    awaitRest();
    for (var part :
        List.of("/index/sha256", "/details/sha256", "/users", "/endpoints", "/rejected")) {
      assertThat(survived.at(part)).as(part).isEqualTo(peaceful.at(part));
      assertThat(survived.at(part).isValueNode()).as(part).isTrue();
    }
  }

  /** Two files that are the whole, of which nothing was known before; one row is none. */
  private String put(int trial, String name) {
    var folder = "endpoints/full/%04d-%s/".formatted(trial, name);
    for (int part = 1; part <= 2; part++) {
      var rows = new StringBuilder("Id,ChannelType,Address,User.UserId\n");
      for (int user = part; user <= USERS; user += 2) {
        rows.append(
            "e%d-%d,EMAIL,%d@example.com,u%d-%d\n".formatted(trial, user, user, trial, user));
      }
      rows.append("e%d-none,EMIAL,none@example.com,u%d\n".formatted(trial, trial));
      aws.put(aws.dataBucket(), folder + "part-%d.csv".formatted(part), rows.toString());
    }
    return folder;
  }

  private JsonNode snapshotOf(String folder) {
    return system.eventuallyThere("a snapshot of " + folder, () -> find(folder));
  }

  private Optional<JsonNode> find(String folder) throws IOException {
    for (var object : aws.list(aws.dataBucket(), "directory/snapshots/")) {
      var record = JSON.readTree(aws.read(aws.dataBucket(), object.key()));
      if (record.at("/files/0/location").asText().contains(folder)
          && record.get("files").size() == 2) {
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  private int snapshots() {
    return aws.list(aws.dataBucket(), "directory/snapshots/").size();
  }

  private long told(int snapshot) throws IOException {
    return aws.mails().stream()
        .filter(mail -> mail.says("Snapshot %d of the endpoint directory".formatted(snapshot)))
        .count();
  }

  private void awaitRest() {
    system.eventually(
        "every queue to be empty",
        () -> aws.queueDepths().values().stream().allMatch(depth -> depth == 0));
  }
}
