package org.segmentcourier.delivery.exclusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.segment.UserBatch;

class ExperimentsTest {

  private static final int MANY = 100_000;

  private final Experiments experiments = new Experiments("key");

  @Test
  void aUsersShareIsTheSameInEveryBatch() {
    var one = experiments.shares("spring", batch(List.of("ann", "bob")));
    var other = new Experiments("key").shares("spring", batch(List.of("bob")));

    assertThat(other[0]).isEqualTo(one[1]).isNotEqualTo(one[0]);
  }

  @Test
  void sharesAreSpreadEvenly() {
    var shares = experiments.shares("spring", batch(users()));

    for (double percent : new double[] {0.5, 5, 10, 50, 99}) {
      long below = DoubleStream.of(shares).filter(share -> share * 100 < percent).count();
      assertThat(100.0 * below / MANY).isCloseTo(percent, within(0.5));
    }
  }

  @Test
  void experimentsAndKeysHaveNothingInCommon() {
    var spring = experiments.shares("spring", batch(users()));
    var summer = experiments.shares("summer", batch(users()));
    var other = new Experiments("other").shares("spring", batch(users()));

    assertThat(both(spring, summer)).isCloseTo(1, within(0.2));
    assertThat(both(spring, other)).isCloseTo(1, within(0.2));
  }

  /** Percentage of users who are among the first tenth of both. */
  private static double both(double[] one, double[] other) {
    long both = IntStream.range(0, MANY).filter(i -> one[i] < 0.1 && other[i] < 0.1).count();
    return 100.0 * both / MANY;
  }

  @Test
  void anyDatabaseCanWorkASharesOut() throws Exception {
    var users = List.of("ann", "b\u00f6b", "\ud83d\ude00", "1'); --");
    var shares = experiments.shares("spring", batch(users));

    try (var database = DriverManager.getConnection("jdbc:duckdb:");
        var query =
            database.prepareStatement(
                "SELECT ('0x' || left(sha256('key' || chr(10) || 'spring' || chr(10) || ?), 13))::UBIGINT / pow(2, 52)")) {
      for (int user = 0; user < shares.length; user++) {
        query.setString(1, users.get(user));
        try (var rows = query.executeQuery()) {
          rows.next();
          assertThat(rows.getDouble(1)).isEqualTo(shares[user]);
        }
      }
    }
  }

  private static UserBatch batch(List<String> users) {
    return UserBatch.of(0, users, 0, true);
  }

  private static List<String> users() {
    var users = new ArrayList<String>();
    for (int i = 0; i < MANY; i++) {
      users.add("user-" + i);
    }
    return users;
  }
}
