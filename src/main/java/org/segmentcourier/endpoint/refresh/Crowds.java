package org.segmentcourier.endpoint.refresh;

import java.sql.SQLException;

/**
 * Rejects the endpoints of user ids that stand for nobody: who has no id of his own is called
 * {@code anonymous} or {@code 0} in many a system, which would make one user with millions of
 * endpoints. Whoever such a user is, a message to him is a message to all of them.
 */
final class Crowds {

  /**
   * Endpoints that one user may have. Pinpoint lets a user have 15
   * (https://docs.aws.amazon.com/pinpoint/latest/developerguide/quotas.html).
   */
  static final int MOST = 1_000;

  /** Endpoints, on average, that are counted together before users are told apart. */
  private static final int TOGETHER = 100;

  private static final String REASON =
      "its user has more than %,d endpoints; such an id stands for nobody".formatted(MOST);

  private final Engine engine;

  Crowds(Engine engine) {
    this.engine = engine;
  }

  /** Rejects them; repeated endpoints must be gone. Which file one is from is not known by then. */
  void reject() throws SQLException {
    long buckets = 1 + engine.count("SELECT count(*) FROM endpoints") / TOGETHER;
    engine.execute(
        """
        CREATE OR REPLACE TEMP TABLE crowded AS
          SELECT hash(user_id) %% %d AS bucket FROM endpoints GROUP BY bucket HAVING count(*) > %d"""
            .formatted(buckets, MOST));
    if (engine.count("SELECT count(*) FROM crowded") == 0) {
      return; // which costs little; to count each user's would cost a tenth of the directory
    }
    engine.execute(
        """
        CREATE OR REPLACE TEMP TABLE crowds AS
          SELECT user_id FROM endpoints WHERE hash(user_id) %% %d IN (SELECT bucket FROM crowded)
          GROUP BY user_id HAVING count(*) > %d"""
            .formatted(buckets, MOST));
    engine.execute(
        """
        INSERT INTO rejects SELECT 'any', NULL, %s, to_json({'Id': id, 'User.UserId': user_id})
          FROM endpoints WHERE user_id IN (SELECT user_id FROM crowds)"""
            .formatted(Sql.text(REASON)));
    engine.execute("DELETE FROM endpoints WHERE user_id IN (SELECT user_id FROM crowds)");
  }
}
