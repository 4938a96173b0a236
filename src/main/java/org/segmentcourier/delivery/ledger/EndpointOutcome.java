package org.segmentcourier.delivery.ledger;

/** What became of an endpoint of a user of a segment, for one branch: the first that applies. */
public enum EndpointOutcome {
  /** Its channel is not one of the branch's. */
  OTHER_CHANNEL,
  /** Its user is not reached on purpose. */
  HOLDOUT,
  /** Its user, or its address, is on a suppression list. */
  SUPPRESSED,
  OPTED_OUT,
  INACTIVE,
  /**
   * Its id is empty, or has a line break or a tab: Pinpoint takes no such value from a CSV file.
   */
  INVALID,
  /** The same endpoint again. */
  DUPLICATE,
  DELIVERED
}
