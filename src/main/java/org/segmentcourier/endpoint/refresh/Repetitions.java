package org.segmentcourier.endpoint.refresh;

import java.sql.SQLException;

/**
 * Leaves one row of each endpoint. Of rows with the same id the one with the newest effective date
 * counts, then of rows with the same user, channel and address; at equal dates the one that is
 * opted out, then the greater id.
 */
final class Repetitions {

  private final Engine engine;

  Repetitions(Engine engine) {
    this.engine = engine;
  }

  /**
   * Drops the others.
   *
   * @return how many
   */
  long drop() throws SQLException {
    var address = Columns.KEPT_ADDRESS;
    return drop("id", "user_id DESC, channel DESC, %s DESC NULLS LAST".formatted(address), "true")
        + drop("user_id, channel, " + address, "id DESC", address + " IS NOT NULL");
  }

  /** Only rows that may be repeated are compared: hashes find them with little memory. */
  private long drop(String key, String order, String condition) throws SQLException {
    engine.execute(
        """
        CREATE OR REPLACE TEMP TABLE suspects AS
          SELECT hash(%s) AS key FROM endpoints WHERE %s GROUP BY key HAVING count(*) > 1"""
            .formatted(key, condition));
    if (engine.count("SELECT count(*) FROM suspects") == 0) {
      return 0;
    }
    return engine.update(
        """
        DELETE FROM endpoints WHERE rowid IN (
          SELECT row FROM (
            SELECT rowid AS row,
              row_number() OVER (PARTITION BY %1$s ORDER BY effective DESC, state & 1 DESC, %2$s, state DESC) AS n
            FROM endpoints WHERE %3$s AND hash(%1$s) IN (SELECT key FROM suspects))
          WHERE n > 1)"""
            .formatted(key, order, condition));
  }
}
