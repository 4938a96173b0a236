package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A job of 100,000 users with 0 to 15 endpoints each, to all shipped branches and one with a
 * holdout, past a suppression list: what each branch gets, and what its ledger says, is compared
 * with SQL over the same files.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AllBranchesTest {

  private static final int USERS = 100_000;

  /** By branch, as SQL. */
  private static final Map<String, String> CHANNELS =
      Map.of(
          "all", "true",
          "email", "ChannelType = 'EMAIL'",
          "sms", "ChannelType = 'SMS'",
          "push", "ChannelType IN ('GCM', 'APNS')",
          "voice", "ChannelType = 'VOICE'",
          "in-app", "ChannelType = 'IN_APP'",
          "held-out", "ChannelType IN ('EMAIL', 'SMS')");

  private static final String SHARE =
      "('0x' || left(sha256('segment-courier' || chr(10) || 'spring' || chr(10) || \"User.UserId\"), 13))::UBIGINT / pow(2, 52)";

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("all-branches")
          .with("BRANCHES_EMAIL", "true")
          .with("BRANCHES_SMS", "true")
          .with("BRANCHES_PUSH", "true")
          .with("BRANCHES_VOICE", "true")
          .with("BRANCHES_IN_APP", "true")
          .with("ROUTES_LOCATION", "src/test/resources/all-branches");

  private final Aws aws = system.aws();
  private Path data;

  @Test
  void eachBranchGetsExactlyItsEndpointsAndItsLedgerBalances() throws Exception {
    // Imports of so many rows take the sandbox longer than all the rest, and are no matter here.
    system.control().tune("mobiletargeting", Map.of("importBytes", 1));
    data = Files.createDirectories(system.folder().resolve("data"));
    try (var sql = DriverManager.getConnection("jdbc:duckdb:")) {
      makeData(sql);
      aws.put(aws.dataBucket(), "endpoints/full/1/all.csv", data.resolve("endpoints.csv"));
      aws.put(aws.dataBucket(), "suppressions/list.csv", data.resolve("suppressed.csv"));
      system.eventually(
          "the snapshot", () -> !aws.list(aws.dataBucket(), "directory/snapshots/").isEmpty());

      var jobs = system.otherJobs();
      var arn = jobs.plant("everybody", data.resolve("a.json.out"), Instant.EPOCH.plusSeconds(60));
      jobs.announce(arn, "ACTIVE");
      system.mail("2 segments, 14 files published");

      var manifest = manifest("everybody");
      for (var segment : manifest.at("/commit/segments")) {
        assertLedgerBalances(segment);
        for (var branch : CHANNELS.keySet()) {
          compare(sql, manifest, segment, branch);
        }
      }
      assertHoldoutIsATenth(manifest);
    }
  }

  private void makeData(Connection sql) throws SQLException {
    execute(
        sql,
        """
        CREATE TABLE endpoints AS
          SELECT 'e-%s' AS "Id", ['EMAIL', 'SMS', 'GCM', 'APNS', 'VOICE', 'IN_APP'][1 + (u + k) %% 6] AS ChannelType,
              'Somebody.' || (u * 16 + k) || '@Example.com' AS Address, 'user-' || u AS "User.UserId",
              if(hash(u, k) %% 11 = 0, 'ALL', 'NONE') AS OptOut, if(hash(k, u) %% 13 = 0, 'INACTIVE', 'ACTIVE') AS EndpointStatus
            FROM (SELECT range AS u, unnest(range((hash(range) %% 16)::BIGINT)) AS k FROM range(%d))"""
            .formatted("' || u || '-' || k || '", USERS));
    execute(
        sql,
        """
        CREATE TABLE segments AS
          SELECT query, unnest(users) AS "User.UserId" FROM (
            SELECT 'ITEMS.genres = "Action"' AS query, list('user-' || range ORDER BY hash(range)) AS users FROM range(%1$d)
            UNION ALL SELECT 'itemId = "105"', list('user-' || (range * 3) ORDER BY hash(range, 7)) FROM range(%1$d // 2))"""
            .formatted(USERS));
    execute(
        sql,
        """
        CREATE TABLE suppressed AS
          SELECT "User.UserId", '' AS Address FROM endpoints WHERE hash("User.UserId") % 50 = 0
          UNION SELECT '', upper(Address) FROM endpoints WHERE hash(Address) % 40 = 0""");
    execute(sql, "COPY endpoints TO '%s' (HEADER)".formatted(data.resolve("endpoints.csv")));
    execute(sql, "COPY suppressed TO '%s' (HEADER)".formatted(data.resolve("suppressed.csv")));
    execute(
        sql,
        """
        COPY (SELECT CASE WHEN query LIKE 'item%%' THEN {'itemId': '105', 'itemAttributes': NULL}
                ELSE {'itemId': NULL, 'itemAttributes': query} END AS input,
              {'usersList': list("User.UserId")} AS output, NULL AS error FROM segments GROUP BY query)
          TO '%s' (FORMAT json)"""
            .formatted(data.resolve("a.json.out")));
  }

  /**
   * What the branch got is what SQL says, and so are those columns of the ledger that SQL knows.
   */
  private void compare(Connection sql, JsonNode manifest, JsonNode segment, String branch)
      throws SQLException, IOException {
    var query = segment.get("query").asText();
    var expected =
        """
        WITH held AS (SELECT DISTINCT "User.UserId", %1$s AS held_out,
              "User.UserId" IN (SELECT "User.UserId" FROM suppressed) AS listed
            FROM segments WHERE query = '%2$s'),
          found AS (SELECT * FROM held JOIN endpoints USING ("User.UserId")),
          chosen AS (SELECT * FROM found WHERE NOT held_out AND NOT listed AND %3$s AND OptOut = 'NONE'
            AND EndpointStatus = 'ACTIVE' AND lower(Address) NOT IN (SELECT lower(Address) FROM suppressed))
        """
            .formatted(
                branch.equals("held-out") ? SHARE + " < 0.1" : "false",
                query,
                CHANNELS.get(branch));
    var published = published(manifest, query, branch);
    assertThat(text(sql, "SELECT count(*) || ' ' || sum(hash(Id)) FROM " + rows(published)))
        .as("%s, branch %s", query, branch)
        .isEqualTo(text(sql, expected + "SELECT count(*) || ' ' || sum(hash(\"Id\")) FROM chosen"));
    var users = segment.at("/branches/" + branch + "/users");
    assertThat(users.get("DELIVERED").asText())
        .isEqualTo(text(sql, expected + "SELECT count(DISTINCT \"User.UserId\") FROM chosen"));
    assertThat(users.get("UNKNOWN").asText())
        .isEqualTo(
            text(
                sql,
                expected
                    + "SELECT count(*) FROM held WHERE \"User.UserId\" NOT IN (SELECT \"User.UserId\" FROM endpoints)"));
    assertThat(users.get("HOLDOUT").asText())
        .isEqualTo(
            text(
                sql,
                expected + "SELECT count(DISTINCT \"User.UserId\") FROM found WHERE held_out"));
  }

  private static void assertLedgerBalances(JsonNode segment) {
    long distinct = segment.get("distinct").asLong();
    assertThat(segment.get("idsRead").asLong())
        .isEqualTo(distinct + segment.get("duplicate").asLong());
    assertThat(segment.get("branches")).hasSize(CHANNELS.size());
    for (var account : segment.get("branches")) {
      assertThat(sum(account.get("users"))).isEqualTo(distinct);
      assertThat(sum(account.get("endpoints"))).isEqualTo(account.get("found").asLong());
    }
  }

  private static void assertHoldoutIsATenth(JsonNode manifest) {
    var users = manifest.at("/commit/segments/0/branches/held-out/users");
    double known = sum(users) - users.get("UNKNOWN").asLong();
    assertThat(100 * users.get("HOLDOUT").asLong() / known).isCloseTo(10, within(0.5));
  }

  private static long sum(JsonNode counts) {
    return StreamSupport.stream(counts.spliterator(), false).mapToLong(JsonNode::asLong).sum();
  }

  private Path published(JsonNode manifest, String query, String branch) throws IOException {
    for (var file : manifest.at("/commit/files")) {
      if (file.get("branch").asText().equals(branch) && file.get("query").asText().equals(query)) {
        var key = "pinpoint/" + file.get("name").asText();
        return aws.download(aws.importBucket(), key, system.folder().resolve("published"));
      }
    }
    throw new AssertionError("no file of " + query + " for branch " + branch);
  }

  private JsonNode manifest(String job) throws IOException {
    var keys =
        aws.list(aws.dataBucket(), "deliveries/" + job).stream()
            .map(object -> object.key())
            .filter(key -> key.endsWith("/manifest.json"))
            .toList();
    assertThat(keys).hasSize(1);
    return new ObjectMapper().readTree(aws.read(aws.dataBucket(), keys.get(0)));
  }

  private static String rows(Path csv) {
    return "read_csv('%s', all_varchar = true, header = true)".formatted(csv);
  }

  private static void execute(Connection sql, String statement) throws SQLException {
    try (var run = sql.createStatement()) {
      run.execute(statement);
    }
  }

  private static String text(Connection sql, String query) throws SQLException {
    try (var run = sql.createStatement();
        var rows = run.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
