package org.segmentcourier.endpoint.refresh;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB: reads files, keeps rows and compares them, on the disk where they don't fit into the
 * memory that it is given.
 */
final class Engine implements AutoCloseable {

  private final DuckDBConnection connection;

  /**
   * Starts it, with nothing in it.
   *
   * @param folder for what does not fit into memory
   * @param memory in bytes, beside the heap
   */
  Engine(Path folder, long memory) throws SQLException {
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    execute("SET memory_limit = '%dB'".formatted(memory));
    execute("SET temp_directory = " + Sql.text(folder.toString()));
    execute("SET TimeZone = 'UTC'");
    execute("SET preserve_insertion_order = false");
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Changes rows, and says how many. */
  long update(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeLargeUpdate(sql);
    }
  }

  /** The one number that a query gives. */
  long count(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The text that a query gives, if it gives a row. */
  Optional<String> text(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
