package org.segmentcourier.endpoint.refresh;

import java.sql.SQLException;
import org.segmentcourier.endpoint.EndpointBatch;

/**
 * Leaves one row of each endpoint. Of rows with the same id the one with the newest effective date
 * counts, then of rows with the same user, channel and address; at equal dates the one that is
 * opted out, then the greater id. Where it does not say whether it is opted out, or active, the
 * next of them that does is believed: a list of addresses takes no opt-out back.
 */
final class Repetitions {

  /** In a state, beside {@link EndpointBatch#state}: the row has no opt-out. */
  static final int OPT_OUT_UNSAID = EndpointBatch.STATES;

  /** The same: the row has no status. */
  static final int STATUS_UNSAID = 2 * EndpointBatch.STATES;

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
    engine.execute(
        """
        CREATE OR REPLACE TEMP TABLE repeated AS
          SELECT rowid AS row, row_number() OVER newest AS n, state, %s AS opt_out, %s AS status
          FROM endpoints WHERE %s AND hash(%s) IN (SELECT key FROM suspects)
          WINDOW newest AS (PARTITION BY %4$s ORDER BY effective DESC, (state & 1) DESC, %s, state DESC)"""
            .formatted(
                said(EndpointBatch.OPTED_OUT, OPT_OUT_UNSAID),
                said(EndpointBatch.INACTIVE, STATUS_UNSAID),
                condition,
                key,
                order));
    engine.execute(
        """
        UPDATE endpoints SET state = endpoints.state - unsaid FROM (
          SELECT row, %s + %s AS unsaid FROM repeated WHERE n = 1)
        WHERE endpoints.rowid = row AND unsaid > 0"""
            .formatted(unsaid(OPT_OUT_UNSAID, "opt_out"), unsaid(STATUS_UNSAID, "status")));
    return engine.update(
        "DELETE FROM endpoints WHERE rowid IN (SELECT row FROM repeated WHERE n > 1)");
  }

  /** What the newest says from this row on that says anything. */
  private static String said(int state, int unsaid) {
    return """
        first_value(if((state & %d) = 0, state & %d, NULL) IGNORE NULLS)
          OVER (newest ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)"""
        .formatted(unsaid, state);
  }

  /** By how much a state is lessened that has now been said by another row. */
  private static String unsaid(int unsaid, String said) {
    return "if((state & %1$d) > 0 AND %2$s IS NOT NULL, %1$d - %2$s, 0)".formatted(unsaid, said);
  }
}
