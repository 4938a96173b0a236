package org.segmentcourier.sandbox.personalize;

/** The one account and region of the sandbox. */
final class Account {

  static final String ID = "000000000000";
  static final String REGION = "us-east-1";

  /** What the ARNs of this account's resources begin with. */
  static final String ARN = "arn:aws:personalize:" + REGION + ":" + ID + ":";

  private Account() {}
}
