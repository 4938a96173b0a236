package org.segmentcourier.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Recomputes a delivery in SQL and compares it with what was published, row for row. It shares no
 * code with the application: what both say is likely true. The thinking is in {@code
 * src/test/oracle/*.sql}; this class only feeds it.
 */
public final class Oracle {

  private final Path scripts;

  /**
   * @param project the folder of this project
   */
  public Oracle(Path project) {
    scripts = project.resolve("src/test/oracle");
  }

  /** Compares what should have been published with what was. */
  public Verdict judge(Evidence evidence) throws IOException, SQLException {
    try (var database = DriverManager.getConnection("jdbc:duckdb:")) {
      run(database, "1-evidence.sql");
      for (var file : evidence.outputs()) {
        read(database, "read-output.sql", file);
      }
      for (var file : evidence.endpoints()) {
        boolean csv = file.toString().endsWith(".csv");
        read(database, csv ? "read-endpoints-csv.sql" : "read-endpoints-json.sql", file);
      }
      for (var file : evidence.statuses()) {
        read(database, "read-statuses.sql", file);
      }
      for (var file : evidence.published()) {
        read(database, "read-published.sql", file);
      }
      run(database, "2-expected.sql");
      run(database, "3-verdict.sql");
      run(database, "4-report.sql");
      return new Verdict(segments(database), differences(database));
    }
  }

  private void read(Connection database, String script, Path file)
      throws IOException, SQLException {
    try (var statement = database.createStatement()) {
      statement.execute("set variable file = '" + file.toString().replace("'", "''") + "'");
    }
    run(database, script);
  }

  private void run(Connection database, String script) throws IOException, SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(Files.readString(scripts.resolve(script)));
    }
  }

  private static List<Verdict.Segment> segments(Connection database) throws SQLException {
    var segments = new ArrayList<Verdict.Segment>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("from segment_report")) {
      while (rows.next()) {
        segments.add(
            new Verdict.Segment(
                rows.getString("output"),
                rows.getLong("line"),
                rows.getString("query"),
                rows.getLong("users"),
                rows.getLong("endpoints"),
                rows.getString("published")));
      }
    }
    return segments;
  }

  private static List<String> differences(Connection database) throws SQLException {
    var differences = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("from difference_report")) {
      while (rows.next()) {
        differences.add(rows.getString(1));
      }
    }
    return differences;
  }
}
