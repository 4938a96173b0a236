package org.segmentcourier.delivery.exclusion;

import java.util.Map;
import org.segmentcourier.branch.Branch;

/**
 * Who of a batch of users is left out, whatever endpoints they have; and which endpoints are,
 * whoever has them.
 */
public final class LeftOut {

  /** A user is reached. */
  public static final byte NOT = 0;

  /** A user is held back by the branch's experiment. */
  public static final byte HOLDOUT = 1;

  /** A user is on a suppression list. */
  public static final byte SUPPRESSED = 2;

  private static final LeftOut NOBODY = new LeftOut(Map.of(), null, null);

  private final Map<String, double[]> shares;
  private final boolean[] suppressed;
  private final boolean[] addresses;

  /**
   * @param shares what each experiment's hash gives each user
   * @param suppressed whether each user is on a suppression list; null if nobody is
   * @param addresses whether the address of each endpoint is; null if none is
   */
  LeftOut(Map<String, double[]> shares, boolean[] suppressed, boolean[] addresses) {
    this.shares = shares;
    this.suppressed = suppressed;
    this.addresses = addresses;
  }

  /** Nobody is left out. */
  public static LeftOut nobody() {
    return NOBODY;
  }

  /**
   * For each user of the batch, whether and why a branch leaves them out: {@link #NOT}, {@link
   * #HOLDOUT} or {@link #SUPPRESSED}, the first that applies.
   *
   * @return null if it leaves nobody out
   */
  public byte[] users(Branch branch) {
    var holdout = branch.holdout();
    var drawn = holdout.isOn() ? shares.get(holdout.experiment()) : null;
    if (drawn == null && suppressed == null) {
      return null;
    }
    var users = new byte[drawn == null ? suppressed.length : drawn.length];
    for (int user = 0; user < users.length; user++) {
      if (drawn != null && holdout.isOf(drawn[user])) {
        users[user] = HOLDOUT;
      } else if (suppressed != null && suppressed[user]) {
        users[user] = SUPPRESSED;
      }
    }
    return users;
  }

  /**
   * Whether each endpoint of the batch is suppressed by its address.
   *
   * @return null if none is
   */
  public boolean[] endpoints() {
    return addresses;
  }
}
