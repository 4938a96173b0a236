package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;
import static org.segmentcourier.delivery.KnownUsers.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.notification.Notification;

/** Who is left out of segment files on purpose. */
class LeftOutTest extends DeliveryTest {

  @Test
  void suppressedUsersAndAddressesAreNotReached() throws Exception {
    application.users.add("u2", at("e2", "Bob@Example.com"), at("e22", "bob@example.org"));
    application.users.add("u3", at("e3", "eve@example.com"));
    suppress("users.csv", "User.UserId\nu1\n");
    suppress("bounced.txt", "bob@example.com\nEVE@example.com\n");

    deliver("suppressed", "u1", "u2", "u3", "u4");

    assertThat(application.published(ACTION)).containsExactly("Id", "e22", "e-u4");
    var account = commit("suppressed").at("/segments/0/branches/all");
    assertThat(account.at("/users/SUPPRESSED").asInt()).isEqualTo(2);
    assertThat(account.at("/users/DELIVERED").asInt()).isEqualTo(2);
    assertThat(account.at("/endpoints/SUPPRESSED").asInt()).isEqualTo(3);
    assertThat(commit("suppressed").at("/suppressions").findValuesAsText("key"))
        .containsExactly("suppressions/bounced.txt", "suppressions/users.csv");
  }

  @Test
  void aSuppressionThatArrivesWhileFilesAreBuiltIsHonoured() throws Exception {
    application.users.others(
        user -> {
          suppress("late.txt", "u1");
          return List.of(email("e-" + user));
        });

    deliver("late", "u1", "u2");

    assertThat(application.published(ACTION)).containsExactly("Id", "e-u2");
    assertThat(commit("late").get("overtakenBy").asText()).isEmpty();
    assertThat(application.users.batches()).isEqualTo(2);
  }

  @Test
  void nothingIsDeliveredIfAListCantBeReadAndSomebodyIsTold() throws Exception {
    suppress("list.csv", "ann@example.com\n");

    deliver("unread", "u1");

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.setAside()).hasSize(1);
    assertThat(application.told)
        .extracting(Notification::text)
        .singleElement()
        .asString()
        .contains("The suppression list s3://personalize-data/suppressions/list.csv can't be read")
        .contains("User.UserId and Address")
        .doesNotContain("ann@example.com");
  }

  @Test
  void branchesOfOneExperimentHoldTheSameUsersBack() throws Exception {
    application.addBranch(branch("held-a", 40));
    application.addBranch(branch("held-b", 40));
    application.addBranch(branch("held-c", 60));
    try {
      deliver("held", users());
    } finally {
      for (var id : List.of("held-a", "held-b", "held-c")) {
        application.removeBranch(id);
      }
    }

    var a = application.published(ACTION.replace(".csv", "_held-a.csv"));
    var b = application.published(ACTION.replace(".csv", "_held-b.csv"));
    var c = application.published(ACTION.replace(".csv", "_held-c.csv"));
    assertThat(a).isEqualTo(b).hasSizeBetween(90, 150);
    assertThat(a).containsAll(c).hasSizeGreaterThan(c.size());
    assertThat(application.published(ACTION)).hasSize(201);
    var assigned = commit("held").at("/assigned/0");
    assertThat(assigned.get("users").asInt()).isEqualTo(200);
    assertThat(assigned.get("key").asText())
        .isEqualTo(
            "assignments/held_20261124-101500/" + ACTION.replace(".csv", "_assigned.csv.gz"));
    var rows = application.unzipped(assigned.get("key").asText());
    assertThat(rows).hasSize(201).startsWith("User.UserId,held-a,held-b,held-c");
    assertThat(rows.stream().filter(row -> row.contains(",holdout,holdout,holdout")))
        .hasSize(201 - a.size());
    assertThat(rows.stream().filter(row -> row.endsWith(",delivered,delivered,holdout")))
        .hasSize(a.size() - c.size());
    var account = commit("held").at("/segments/0/branches/held-a");
    assertThat(account.at("/users/HOLDOUT").asInt()).isEqualTo(201 - a.size());
    assertThat(commit("held").at("/branches").findValuesAsText("holdout"))
        .containsExactly("0.0", "40.0", "40.0", "60.0");
  }

  @Test
  void anExperimentHoldsTheShareBackThatItSaysOnEachOfItsBranchesAndTheSameUsersInEachRun()
      throws Exception {
    application.users.others(user -> List.of(email("e-" + user), sms("s-" + user)));
    application.addBranch(branch("held-a", 10).replace("ALL", "EMAIL"));
    application.addBranch(branch("held-b", 10).replace("ALL", "SMS"));
    var users = IntStream.range(0, 100_000).mapToObj(i -> "user-" + i).toArray(String[]::new);
    try {
      deliver("run1", users);
      deliver("run2", Arrays.copyOfRange(users, 1, users.length));
    } finally {
      application.removeBranch("held-a");
      application.removeBranch("held-b");
    }

    var email = reached("run1", "held-a", "e-");
    assertThat(users.length - email.size()).isBetween(9_500, 10_500);
    assertThat(reached("run1", "held-b", "s-")).isEqualTo(email);
    email.remove(users[0]);
    assertThat(reached("run2", "held-a", "e-")).isEqualTo(email);
    assertThat(reached("run2", "held-b", "s-")).isEqualTo(email);
  }

  /** Whom a run reaches on a branch, by the ids of their endpoints. */
  private static Set<String> reached(String run, String branch, String endpoint) throws Exception {
    var manifest = new ObjectMapper().readTree(application.record(run, "manifest.json"));
    var place =
        manifest.get("files").findValuesAsText("location").stream()
            .filter(location -> location.contains("_" + branch))
            .findFirst()
            .orElseThrow();
    return application.published(place.substring(place.lastIndexOf('/') + 1)).stream()
        .skip(1)
        .map(id -> id.substring(endpoint.length()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void aBranchGetsTheColumnsThatItAsksFor() throws Exception {
    application.users.add("u1", at("e1", "ann@example.com, home"), at("e2", null));
    application.addBranch(
        publishingBranch("more", "ALL")
            .replace("segments: Action", "columns: 'User.UserId, Address'"));
    try {
      deliver("columns", "u1");
    } finally {
      application.removeBranch("more");
    }

    assertThat(application.published(ACTION)).containsExactly("Id", "e1", "e2");
    assertThat(application.published(ACTION.replace(".csv", "_more.csv")))
        .containsExactly("Id,User.UserId,Address", "e1,u1,\"ann@example.com, home\"", "e2,u1,");
  }

  @Test
  void aColumnThatNobodyKnowsIsToldByName() throws Exception {
    application.addBranch(
        publishingBranch("more", "ALL").replace("segments: Action", "columns: Attributes.team"));
    try {
      deliver("unknown-column", "u1");
    } finally {
      application.removeBranch("more");
    }

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.told)
        .singleElement()
        .satisfies(
            told -> assertThat(told.text()).contains("Attributes.team", "directory is needed"));
  }

  private static Endpoint at(String id, String address) {
    return new Endpoint(id, "EMAIL", false, true, address);
  }

  private static String branch(String id, int percent) {
    return """
        - route:
            id: branch-%1$s
            from:
              uri: branch:%1$s
              parameters: {channels: ALL, holdout: %2$d, experiment: spring}
              steps:
                - to: direct:publish
        """
        .formatted(id, percent);
  }

  private static String[] users() {
    return java.util.stream.IntStream.range(0, 200).mapToObj(i -> "u" + i).toArray(String[]::new);
  }

  private static void suppress(String name, String content) {
    application.s3.put(S3OnDisk.DATA, "suppressions/" + name, content);
  }

  private static void deliver(String job, String... users) {
    application.output(job, "a.json.out", Lines.genre("Action", users));
    application.deliver(application.jobs.add(job));
  }

  private static JsonNode commit(String job) throws IOException {
    return new ObjectMapper().readTree(application.record(job, "commit.json"));
  }
}
