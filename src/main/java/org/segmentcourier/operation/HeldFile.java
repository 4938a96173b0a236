package org.segmentcourier.operation;

import javax.management.ConstructorParameters;

/** A segment file that waits, as people see it in JMX. */
public final class HeldFile {

  private final String delivery;
  private final String name;
  private final String branch;
  private final String reason;
  private final long daysLeft;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"delivery", "name", "branch", "reason", "daysLeft"})
  public HeldFile(String delivery, String name, String branch, String reason, long daysLeft) {
    this.delivery = delivery;
    this.name = name;
    this.branch = branch;
    this.reason = reason;
    this.daysLeft = daysLeft;
  }

  public String getDelivery() {
    return delivery;
  }

  public String getName() {
    return name;
  }

  /** That is to take it; empty if that is not known. */
  public String getBranch() {
    return branch;
  }

  /** Why it waits. */
  public String getReason() {
    return reason;
  }

  /** In which it can be released. */
  public long getDaysLeft() {
    return daysLeft;
  }
}
