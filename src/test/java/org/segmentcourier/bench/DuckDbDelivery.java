package org.segmentcourier.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Deliveries by DuckDB, which has the directory as a table, and as much memory as it likes. */
final class DuckDbDelivery {

  private DuckDbDelivery() {}

  /** DuckDB reads the output itself. */
  static double fromFile(Inputs inputs, Path folder) throws SQLException, IOException {
    try (var engine = open(inputs);
        var statement = engine.createStatement()) {
      long start = System.nanoTime();
      Sql.run(statement, "users.sql", values(inputs, folder));
      Sql.run(statement, "deliver.sql", values(inputs, folder));
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Jackson reads the output, and feeds it to DuckDB. */
  static double appended(Inputs inputs, Path folder) throws SQLException, IOException {
    try (var engine = open(inputs);
        var statement = engine.createStatement()) {
      long start = System.nanoTime();
      append(inputs, engine, statement);
      Sql.run(statement, "appended.sql", values(inputs, folder));
      Sql.run(statement, "deliver.sql", values(inputs, folder));
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static DuckDBConnection open(Inputs inputs) throws SQLException {
    var engine =
        (DuckDBConnection)
            DriverManager.getConnection("jdbc:duckdb:" + inputs.database(), readOnly());
    try (var statement = engine.createStatement()) {
      statement.execute("SET preserve_insertion_order = false");
    }
    return engine;
  }

  private static Properties readOnly() {
    var properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    return properties;
  }

  private static Map<String, String> values(Inputs inputs, Path folder) {
    boolean several = inputs.shape().lines() > 1;
    return Map.of(
        "id", inputs.shape().ids().sqlType(),
        "output", inputs.output().toString(),
        "folder", folder.toString(),
        "line", several ? ", line" : "",
        "partition", several ? ", PARTITION_BY (line)" : "");
  }

  private static void append(Inputs inputs, DuckDBConnection engine, Statement statement)
      throws SQLException, IOException {
    boolean uuids = inputs.shape().ids() == Ids.UUIDS;
    statement.execute(
        "CREATE TEMP TABLE appended (line BIGINT, user_id %s)"
            .formatted(inputs.shape().ids().sqlType()));
    try (var appender = engine.createAppender("temp", "main", "appended");
        var parser = new JsonFactory().createParser(inputs.output().toFile())) {
      long line = 0;
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("usersList")) {
          parser.nextToken();
          line++;
          while (parser.nextToken() == JsonToken.VALUE_STRING) {
            append(appender, line, parser.getText(), uuids);
          }
        }
      }
    }
  }

  private static void append(DuckDBAppender appender, long line, String user, boolean uuid)
      throws SQLException {
    appender.beginRow();
    appender.append(line);
    if (uuid) {
      appender.append(UUID.fromString(user));
    } else {
      appender.append(Long.parseLong(user));
    }
    appender.endRow();
  }
}
