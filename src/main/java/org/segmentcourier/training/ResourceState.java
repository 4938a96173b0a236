package org.segmentcourier.training;

import javax.management.ConstructorParameters;

/** A resource of Personalize, as people see it in JMX. */
public final class ResourceState {

  private final String kind;
  private final String name;
  private final String arn;
  private final String status;
  private final String reason;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"kind", "name", "arn", "status", "reason"})
  public ResourceState(String kind, String name, String arn, String status, String reason) {
    this.kind = kind;
    this.name = name;
    this.arn = arn;
    this.status = status;
    this.reason = reason;
  }

  /** Such as {@code Solution version}. */
  public String getKind() {
    return kind;
  }

  public String getName() {
    return name;
  }

  public String getArn() {
    return arn;
  }

  /** As Personalize spells it; empty if the kind has none. */
  public String getStatus() {
    return status;
  }

  /** Why it failed; empty if it did not. */
  public String getReason() {
    return reason;
  }
}
