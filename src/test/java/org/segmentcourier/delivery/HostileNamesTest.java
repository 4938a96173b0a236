package org.segmentcourier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault R27: ids, queries and files whose names are hostile, or strange to an English ear. */
@Tag("R27")
class HostileNamesTest extends DeliveryTest {

  /** Endpoint ids that a segment file holds as they are: it is for machines. */
  private static final List<String> IDS =
      List.of(
          "../../x",
          "a,b",
          "say \"hi\"",
          "\"",
          "\"\"",
          "'",
          "=cmd()",
          "=HYPERLINK(\"http://a\",\"b\")",
          "+1",
          "-1",
          "@x",
          "#x",
          ";",
          "|",
          "\\",
          "\\\"",
          "\\N",
          "NULL",
          "null",
          "007",
          "1e5",
          " leading",
          "trailing ",
          " ",
          "\u00a0",
          "\u2028",
          "\ufeffmark",
          "😀",
          "жанр",
          "日本語",
          "Id",
          "x".repeat(10_240));

  /** User ids that would lead elsewhere if they were put into a path as they are. */
  private static final List<String> USERS =
      List.of("", ".", "..", "a/b", "../../x", "%2e%2e", "?", "#", "a?b#c", "😀", " ", "C:\\x");

  private static final List<String> KEYS =
      List.of("batch/", "deliveries/", "pinpoint/", "quarantine/", "staged/");

  private static final Set<String> FOLDERS = Set.of("s3", "work");

  @TempDir static Path published;

  @Test
  void aSegmentFileHoldsIdsUnalteredAsAnyReaderOfCsvSeesThem() throws Exception {
    application.users.others(user -> IDS.stream().map(KnownUsers::email).toList());
    var job = application.jobs.add("hostile");
    application.output("hostile", "a.json.out", Lines.item("1", "u1"));

    application.deliver(job);

    var csv = application.s3.text(S3OnDisk.IMPORT, "pinpoint/item_1_20261124-101500.csv");
    assertThat(readByDuckDb(csv)).isEqualTo(IDS);
    assertThat(readByCamel(csv)).isEqualTo(IDS);
  }

  @Test
  void idsThatNoValueOfPinpointCanHoldAreInvalid() throws Exception {
    application.users.add("u1", email("tab\there"), email("a\r\nb"), email("\n"), email("good"));
    var job = application.jobs.add("invalid");
    application.output("invalid", "a.json.out", Lines.item("1", "u1"));

    application.deliver(job);

    assertThat(application.published("item_1_20261124-101500.csv")).containsExactly("Id", "good");
    var account =
        new ObjectMapper()
            .readTree(application.record("invalid", "manifest.json"))
            .at("/commit/segments/0/branches/all/endpoints");
    assertThat(account.path("INVALID").asInt()).isEqualTo(3);
  }

  @Test
  void whateverUsersAreCalledNothingIsPutElsewhere() throws Exception {
    var job = application.jobs.add("elsewhere");
    application.output(
        "elsewhere",
        "a.json.out",
        Lines.item(
            "1", USERS.stream().map(user -> user.replace("\\", "\\\\")).toArray(String[]::new)));

    application.deliver(job);

    assertThat(application.published("item_1_20261124-101500.csv")).hasSize(1 + USERS.size());
    assertThat(keys()).allMatch(key -> KEYS.stream().anyMatch(key::startsWith));
    assertThat(filesBeside()).isEmpty();
  }

  /** Whatever a query or a file of queries is called, each has a file of its own, told by ASCII. */
  @Test
  void everyQueryHasAFileOfItsOwn() throws Exception {
    var queries =
        Stream.of(
                Stream.of("Action", "Action", "Äction", "Act ion", "Боевик", "Комедия", "アクション"),
                Stream.of(
                    "喜劇",
                    "😀",
                    "😎",
                    "../../x",
                    "a/b",
                    "C:\\\\\\\\x",
                    "=cmd()",
                    "%2e%2e",
                    "a\\\\tb"),
                IntStream.range(0, 10).mapToObj(i -> "x".repeat(980) + i),
                IntStream.range(0, 3).mapToObj(i -> "語".repeat(980) + i))
            .flatMap(all -> all)
            .toList();
    var lines = new StringBuilder();
    for (int i = 0; i < queries.size(); i++) {
      lines.append(Lines.attributes("ITEMS.genres = \"%s\"".formatted(queries.get(i)), "u" + i));
    }
    var job = application.jobs.add("queries");
    application.output("queries", "Запросы 😀 '\"&<>+%2e%2e.json.out", lines.toString());
    application.output("queries", "..json.out", Lines.item("../../105", "item"));

    application.deliver(job);

    var names = application.publishedNames();
    assertThat(names).hasSize(queries.size() + 1).doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}\\.csv"));
    var users = new HashSet<String>();
    names.forEach(name -> users.add(application.published(name).get(1)));
    assertThat(users).hasSize(names.size());
    assertThat(application.told.get(0).text().getBytes(UTF_8)).hasSizeLessThan(200_000);
  }

  /** Defects 6 and 12 of the reference: files of one second, and jobs of one solution. */
  @Test
  void fiveJobsOfOneSecondWithTheSameQueryDoNotMeet() {
    var jobs = IntStream.range(0, 5).mapToObj(i -> "job" + i).toList();
    for (var job : jobs) {
      application.output(job, "job_config.json.out", Lines.genre("Action", job));
    }

    jobs.parallelStream().forEach(job -> application.deliver(application.jobs.add(job)));
    jobs.forEach(job -> application.deliver(KnownJobs.arn(job)));

    var names = application.publishedNames();
    assertThat(names).hasSize(5).contains(ACTION);
    assertThat(names)
        .filteredOn(name -> !name.equals(ACTION))
        .allMatch(HostileNamesTest::hasHashOfJob);
    assertThat(names)
        .extracting(name -> application.published(name).get(1))
        .containsExactlyInAnyOrderElementsOf(jobs.stream().map(job -> "e-" + job).toList());
  }

  private static boolean hasHashOfJob(String name) {
    return name.matches("ITEMSgenresAction_20261124-101500-[0-9a-f]{6}\\.csv");
  }

  private static List<String> keys() {
    var keys = new ArrayList<>(application.s3.keys(S3OnDisk.DATA, ""));
    keys.addAll(application.s3.keys(S3OnDisk.IMPORT, ""));
    return keys;
  }

  /** What lies beside the folders of S3 and of deliveries. */
  private static List<Path> filesBeside() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> !FOLDERS.contains(file.getFileName().toString())).toList();
    }
  }

  private static List<String> readByDuckDb(String csv) throws Exception {
    var file = Files.writeString(published.resolve("segment.csv"), csv);
    var ids = new ArrayList<String>();
    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        var query =
            database.prepareStatement(
                "from read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"',"
                    + " escape = '\"', new_line = '\\n', strict_mode = true)")) {
      query.setString(1, file.toString());
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString("Id"));
        }
      }
    }
    return ids;
  }

  @SuppressWarnings("unchecked")
  private static List<String> readByCamel(String csv) throws Exception {
    try (var format = new CsvDataFormat()) {
      format.start();
      var exchange = new DefaultExchange(application.context);
      var rows = (List<List<String>>) format.unmarshal(exchange, (Object) csv.getBytes(UTF_8));
      return rows.stream().skip(1).map(row -> row.get(0)).toList();
    }
  }
}
