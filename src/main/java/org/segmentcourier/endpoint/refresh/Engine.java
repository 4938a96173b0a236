package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB: reads files, keeps rows and compares them, on the disk where they don't fit into the
 * memory that it is given.
 */
final class Engine implements AutoCloseable {

  /** What this process has mapped. */
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** The library that the driver has unpacked, as long as its file has a name. */
  private static final Pattern LIBRARY =
      Pattern.compile(
          Pattern.quote(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath() + "/")
              + "libduckdb_java\\d+\\.so$");

  private final DuckDBConnection connection;

  /**
   * Starts it, with nothing in it.
   *
   * @param folder for what does not fit into memory
   * @param memory in bytes, beside the heap
   */
  Engine(Path folder, long memory) throws SQLException {
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    dropUnpackedLibrary();
    execute("SET memory_limit = '%dB'".formatted(memory));
    execute("SET temp_directory = " + Sql.text(folder.toString()));
    execute("SET TimeZone = 'UTC'");
    execute("SET preserve_insertion_order = false");
  }

  /**
   * The driver unpacks its library (72 MB) into a temporary file, and deletes that when the process
   * ends in peace: after each other death it stays. It is needed by name no more once it is loaded.
   */
  private static void dropUnpackedLibrary() throws SQLException {
    if (!Files.exists(MAPS)) {
      return; // not on Linux
    }
    try (var maps = Files.lines(MAPS)) {
      var library = maps.map(LIBRARY::matcher).filter(Matcher::find).findFirst();
      if (library.isPresent()) {
        Files.deleteIfExists(Path.of(library.get().group()));
      }
    } catch (IOException e) {
      throw new SQLException("the unpacked library can't be deleted", e);
    }
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
