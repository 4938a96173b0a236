package org.segmentcourier.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.segmentcourier.endpoint.refresh.LocalDirectory;

/**
 * The directory is made from a file of endpoints, both ways with the same memory for the engine.
 */
final class Directories {

  /** The default of {@code endpoints.memory}. */
  private static final long MEMORY = 512L << 20;

  private static final Instant PUT = Instant.parse("2026-11-01T00:00:00Z");

  private Directories() {}

  /** As the application does it. */
  static double ours(Path endpoints, Path folder) throws Exception {
    long start = System.nanoTime();
    LocalDirectory.of(List.of(new LocalDirectory.File(endpoints, PUT, false)), folder, MEMORY);
    return (System.nanoTime() - start) / 1e9;
  }

  /** As DuckDB does it. */
  static double database(Path endpoints, Path database, Ids ids) throws SQLException, IOException {
    try (var engine = DriverManager.getConnection("jdbc:duckdb:" + database);
        var statement = engine.createStatement()) {
      statement.execute("SET memory_limit = '%dB'".formatted(MEMORY));
      statement.execute("SET preserve_insertion_order = false");
      var values = Map.of("id", ids.sqlType(), "endpoints", endpoints.toString());
      long start = System.nanoTime();
      Sql.run(statement, "directory.sql", values);
      double seconds = (System.nanoTime() - start) / 1e9;
      Sql.run(statement, "reach.sql", values);
      return seconds;
    }
  }
}
