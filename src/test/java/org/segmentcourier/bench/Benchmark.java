package org.segmentcourier.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.segmentcourier.bench.Processes.Worker;
import org.segmentcourier.defect.PatchedApplication;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.endtoend.Project;

/**
 * Deliveries of full size, by the application and by others, one after the other, round by round.
 *
 * <p>{@code mvn -Pbench}, with {@code -Dusers=…}, {@code -Dendpoints=…} and {@code -Drounds=…} for
 * other sizes. Ends with status 1 if two contenders disagree on what is to be delivered.
 */
public final class Benchmark {

  /** A patch to the application, in the project's folder. */
  static final Path WITHOUT_ACCOUNTS = Path.of("src/test/resources/bench/without-accounts.patch");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FIRST = ", first";

  private static final List<Contender> IN_TURN =
      List.of(
          Contender.OURS,
          Contender.DUCKDB_SQL,
          Contender.DUCKDB_APPENDER,
          Contender.OURS_WITHOUT_ACCOUNTS);

  private final Project project;
  private final Path data;
  private final Path work;
  private final Processes processes;
  private final Path withoutAccounts;
  private final Audience audience;
  private final long users;
  private final Results results = new Results();

  /** What the files of a shape hold. */
  private final Map<Shape, Map<String, String>> agreed = new HashMap<>();

  private Benchmark(Project project, long users, long endpoints) throws Exception {
    this.project = project;
    this.users = users;
    var folder = project.folder().resolve("target/bench");
    data = folder.resolve("data");
    work = Files.createDirectories(folder.resolve("work"));
    processes = new Processes(project, folder);
    audience = Audience.withEndpoints(endpoints);
    withoutAccounts =
        PatchedApplication.make(
            project,
            folder.resolve("without-accounts"),
            project.folder().resolve(WITHOUT_ACCOUNTS));
  }

  public static void main(String[] arguments) throws Exception {
    var project = new Project(Path.of(System.getProperty("project.folder", "")));
    long users = Long.getLong("users", 5_000_000);
    int rounds = Integer.getInteger("rounds", 5);
    var benchmark = new Benchmark(project, users, Long.getLong("endpoints", 2 * users));
    for (var ids : List.of(Ids.UUIDS, Ids.NUMBERS)) {
      benchmark.directory(ids, ids == Ids.UUIDS ? rounds : 1);
      benchmark.deliveries(new Shape(ids, 1, users), IN_TURN, rounds);
      benchmark.deliveries(new Shape(ids, 1, users / 10), List.of(Contender.OURS), rounds);
      benchmark.deliveries(new Shape(ids, 1, users / 5), IN_TURN, 1);
      benchmark.deliveries(new Shape(ids, 20, users / 20), IN_TURN, 1);
      benchmark.deliveries(new Shape(ids, 1, users), List.of(Contender.OURS_WITH_ADDRESSES), 1);
    }
    benchmark.reference(new Shape(Ids.UUIDS, 1, users));
    benchmark.conclude(project.folder().resolve("target/bench/results.json"));
  }

  /** The directory is made both ways, in turn; what was made is delivered from. */
  private void directory(Ids ids, int rounds) throws IOException {
    var inputs = inputs(new Shape(ids, 1, users));
    var endpoints = inputs.endpoints().toString();
    var classes = project.applicationClasses();
    try (var ours = processes.start(classes, Contender.OURS.options(), "directory", endpoints);
        var theirs = processes.start(classes, List.of(), "database", endpoints, ids.name())) {
      for (int round = 0; round < rounds; round++) {
        Folders.empty(inputs.directory());
        note(directory(ids), Contender.OURS.toString(), ours.work(inputs.directory()));
        Files.deleteIfExists(inputs.database());
        note(directory(ids), "DuckDB", theirs.work(inputs.database()));
      }
    }
  }

  /**
   * Each contender in turn delivers the same. What the first round takes is noted apart: containers
   * and databases live longer than one delivery.
   */
  private void deliveries(Shape shape, List<Contender> contenders, int rounds)
      throws IOException, SQLException {
    var inputs = inputs(shape);
    var workers = new EnumMap<Contender, Worker>(Contender.class);
    try {
      for (var contender : contenders) {
        workers.put(contender, worker(contender, inputs));
      }
      for (int round = 0; round <= rounds; round++) {
        for (var contender : contenders) {
          Folders.empty(work);
          var measured = workers.get(contender).work(work);
          note(shape.toString(), contender + (round == 0 ? FIRST : ""), measured);
          agree(shape, contender);
        }
      }
    } finally {
      for (var worker : workers.values()) {
        worker.close();
      }
      Folders.empty(work);
    }
  }

  private Worker worker(Contender contender, Inputs inputs) throws IOException {
    var classes =
        contender == Contender.OURS_WITHOUT_ACCOUNTS
            ? withoutAccounts
            : project.applicationClasses();
    return processes.start(
        classes, contender.options(), contender.name(), JSON.writeValueAsString(inputs));
  }

  /** The reference's way. */
  private void reference(Shape shape) throws IOException, InterruptedException, SQLException {
    Folders.empty(work);
    var took = processes.reference(inputs(shape), work);
    agree(shape, Contender.REFERENCE);
    Folders.empty(work);
    double both = took.load() + took.delivery();
    note(shape.toString(), Contender.REFERENCE.toString(), new Measured(both, both, took.rss()));
    note(
        shape.toString(),
        Contender.REFERENCE + ", its map at hand",
        new Measured(took.delivery(), took.delivery(), took.rss()));
  }

  private void conclude(Path file) throws IOException {
    var whole = new Shape(Ids.UUIDS, 1, users).toString();
    var tenth = new Shape(Ids.UUIDS, 1, users / 10).toString();
    double ours = results.seconds(whole, Contender.OURS.toString());
    double smaller = results.seconds(tenth, Contender.OURS.toString());
    long rss = results.rss(whole, Contender.OURS.toString());
    var figures =
        List.of(
            Figure.ratio("DuckDB SQL / ours", ratio(whole, Contender.DUCKDB_SQL.toString()), 5, 3),
            Figure.ratio(
                "DuckDB with an appender / ours",
                ratio(whole, Contender.DUCKDB_APPENDER.toString()),
                3.5,
                2),
            Figure.ratio(
                "the reference's way / ours", ratio(whole, Contender.REFERENCE.toString()), 30, 15),
            Figure.atMost("peak RSS, ids only", rss, 600, 600, "MB"),
            Figure.atMost(
                "peak RSS, with addresses",
                results.rss(whole, Contender.OURS_WITH_ADDRESSES.toString()),
                1024,
                1024,
                "MB"),
            Figure.atMost(
                "time per user against a tenth of the users",
                percent(ours / users, smaller / (users / 10)),
                10,
                25,
                "%"),
            Figure.atMost(
                "RSS against a tenth of the users",
                percent(rss, results.rss(tenth, Contender.OURS.toString())),
                10,
                25,
                "%"),
            Figure.ratio(
                "making the directory: DuckDB / ours",
                ratio(directory(Ids.UUIDS), "DuckDB"),
                1,
                0.7),
            Figure.atMost(
                "ledger and rejects",
                percent(ours, results.seconds(whole, Contender.OURS_WITHOUT_ACCOUNTS.toString())),
                10,
                20,
                "%"));
    System.out.printf("%n%s%n", results.table());
    System.out.println(
        "| figure | measured | goal | limit | |\n| --- | ---: | ---: | ---: | --- |");
    figures.forEach(figure -> System.out.println(figure.row()));
    results.write(file, figures);
  }

  private double ratio(String what, String who) {
    return results.seconds(what, who) / results.seconds(what, Contender.OURS.toString());
  }

  private static double percent(double one, double other) {
    return 100 * (one / other - 1);
  }

  private String directory(Ids ids) {
    return "directory-%s-%d".formatted(ids.name().toLowerCase(Locale.ROOT), endpoints());
  }

  private void note(String what, String who, Measured measured) {
    results.add(what, who, measured);
    System.out.printf(
        Locale.ROOT,
        "%-26s %-34s %7.2f s %7.2f s of CPU %6d MB%n",
        what,
        who,
        measured.seconds(),
        measured.cpu(),
        measured.rss());
  }

  /** Compares what a contender has written with what was written first. */
  private void agree(Shape shape, Contender contender) throws IOException, SQLException {
    if (!contender.agrees()) {
      return;
    }
    var found = Agreement.of(shape, work);
    var expected = agreed.computeIfAbsent(shape, first -> found);
    if (!expected.equals(found)) {
      var differences = new StringBuilder();
      expected.forEach(
          (what, value) -> {
            if (!value.equals(found.get(what))) {
              differences.append(
                  "%n  %s: %s, but others: %s".formatted(what, found.get(what), value));
            }
          });
      throw new IllegalStateException(
          "%s, %s: other results than the others':%s".formatted(shape, contender, differences));
    }
  }

  private long endpoints() {
    return audience.endpoints();
  }

  private Inputs inputs(Shape shape) throws IOException {
    var generated = new BenchData(data, shape.ids(), audience);
    return new Inputs(
        shape,
        generated.endpoints(),
        data.resolve("directory-%s-%d".formatted(shape.ids(), endpoints())),
        data.resolve("database-%s-%d".formatted(shape.ids(), endpoints())),
        generated.segments(shape.lines(), shape.users()));
  }
}
