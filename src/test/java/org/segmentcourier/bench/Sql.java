package org.segmentcourier.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Files of SQL, in which {@code ${name}} stands for what changes. */
final class Sql {

  private Sql() {}

  static void run(Statement statement, String file, Map<String, String> values)
      throws IOException, SQLException {
    try (InputStream in = Sql.class.getResourceAsStream("/bench/" + file)) {
      var sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (var value : values.entrySet()) {
        sql = sql.replace("${" + value.getKey() + "}", value.getValue());
      }
      statement.execute(sql);
    }
  }
}
