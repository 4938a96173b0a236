package org.segmentcourier.delivery.exclusion;

import java.util.Map;

/** Who is left out, for tests of other rooms. */
public final class LeftOuts {

  private LeftOuts() {}

  /**
   * @param shares what each experiment gives each user
   * @param suppressed whether each user is suppressed
   */
  public static LeftOut of(Map<String, double[]> shares, boolean[] suppressed) {
    return new LeftOut(shares, suppressed, null);
  }
}
