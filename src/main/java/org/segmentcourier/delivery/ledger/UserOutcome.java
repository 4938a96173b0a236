package org.segmentcourier.delivery.ledger;

/** What became of a user of a segment, for one branch: the first that applies. */
public enum UserOutcome {
  /** Nobody knows an endpoint of the user. */
  UNKNOWN,
  /** The user is not reached on purpose, so that it can be measured what it does to be. */
  HOLDOUT,
  /**
   * The user is on a suppression list; or no endpoint is in the segment file, and the address of at
   * least one on the branch's channels is on such a list.
   */
  SUPPRESSED,
  /** At least one endpoint of the user is in the segment file. */
  DELIVERED,
  /** None is, none was suppressed; at least one on the branch's channels was opted out. */
  OPTED_OUT,
  /** None is, none was suppressed or opted out; at least one is inactive. */
  INACTIVE,
  /** None is; those on the branch's channels have ids that no import file can hold. */
  INVALID,
  /** The user has endpoints, but none on the branch's channels. */
  NO_ENDPOINT_ON_CHANNEL
}
