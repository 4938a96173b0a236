package org.segmentcourier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * A directory and jobs as large as they get, through a whole system. {@code -Dusers} and {@code
 * -Dendpoints} make them smaller.
 */
final class FullSize {

  /** Of a segment. */
  static final long USERS = Long.getLong("users", 5_000_000);

  private static final long ENDPOINTS = Long.getLong("endpoints", 10_000_000);

  private static final Duration REFRESH = Duration.ofMinutes(10);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** DuckDB's own process, beside what is measured. */
  private static final String ENGINE = "SET memory_limit = '1GB'; SET temp_directory = '%s'";

  /** How many rows, and the sum of their hashes: the order of rows does not matter. */
  record Rows(long count, String hashes) {}

  private final EndToEnd system;
  private final BenchData data;
  private int jobs;

  FullSize(EndToEnd system) {
    this.system = system;
    var folder = system.project().folder().resolve("target/bench/data");
    this.data = new BenchData(folder, Ids.NUMBERS, Audience.withEndpoints(ENDPOINTS));
  }

  /** The file of all endpoints. */
  Path endpoints() throws IOException {
    return data.endpoints();
  }

  /** Puts the file of all endpoints, and waits until the directory is made of it. */
  void makeDirectory() throws IOException {
    var aws = system.aws();
    aws.put(aws.dataBucket(), "endpoints/all.csv", endpoints());
    await("the snapshot")
        .atMost(REFRESH)
        .until(() -> !aws.list(aws.dataBucket(), "directory/snapshots/").isEmpty());
  }

  /**
   * A job that has finished, of which nobody was told yet.
   *
   * @return its ARN
   */
  String plant(String name, long users) throws IOException {
    return system.otherJobs().plant(name, data.segments(1, users), FIRST.plusSeconds(jobs++));
  }

  /** What is to be published of such a job, by SQL over its output and all endpoints. */
  Rows expected(long users) throws IOException, SQLException {
    var output = data.segments(1, users);
    return rows(
        """
        SELECT count(*), sum(hash(Id)) FROM read_csv('%s', all_varchar = true, header = true)
          WHERE OptOut = 'NONE' AND EndpointStatus = 'ACTIVE' AND "User.UserId" IN (
            SELECT unnest(output."usersList") FROM read_json('%s', format = 'newline_delimited',
              maximum_object_size = %d, columns = {output: 'STRUCT("usersList" VARCHAR[])'}))"""
            .formatted(endpoints(), output, output.toFile().length() + 1));
  }

  /** What was published of a job. */
  Rows published(String arn) throws IOException, SQLException {
    var aws = system.aws();
    var files =
        aws.list(aws.importBucket(), "pinpoint/").stream()
            .map(object -> object.key())
            .filter(key -> arn.equals(job(key)))
            .toList();
    assertThat(files).as("files of " + arn).isNotEmpty();
    var names = copies(files).stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    return rows(
        "SELECT count(*), sum(hash(Id)) FROM read_csv([%s], all_varchar = true, header = true)"
            .formatted(names));
  }

  private String job(String key) {
    var aws = system.aws();
    return aws.s3()
        .headObject(request -> request.bucket(aws.importBucket()).key(key))
        .metadata()
        .get("job");
  }

  private List<Path> copies(List<String> keys) throws IOException {
    var copies = new ArrayList<Path>();
    for (var key : keys) {
      copies.add(
          system
              .aws()
              .download(system.aws().importBucket(), key, system.folder().resolve("published")));
    }
    return copies;
  }

  private Rows rows(String query) throws SQLException {
    try (var engine = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = engine.createStatement()) {
      statement.execute(ENGINE.formatted(system.folder().resolve("engine")));
      try (var rows = statement.executeQuery(query)) {
        rows.next();
        return new Rows(rows.getLong(1), rows.getString(2));
      }
    }
  }
}
