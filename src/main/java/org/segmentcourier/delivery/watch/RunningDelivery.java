package org.segmentcourier.delivery.watch;

import javax.management.ConstructorParameters;

/** A delivery that a container works on, as people see it in JMX. */
public final class RunningDelivery {

  private final String delivery;
  private final String job;
  private final String since;
  private final int segments;
  private final long users;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"delivery", "job", "since", "segments", "users"})
  public RunningDelivery(String delivery, String job, String since, int segments, long users) {
    this.delivery = delivery;
    this.job = job;
    this.since = since;
    this.segments = segments;
    this.users = users;
  }

  public String getDelivery() {
    return delivery;
  }

  /** ARN of the batch segment job. */
  public String getJob() {
    return job;
  }

  /** When this container has begun with it. */
  public String getSince() {
    return since;
  }

  /** How many segments its newest build has of the output files that were read so far. */
  public int getSegments() {
    return segments;
  }

  /** How many users these have. */
  public long getUsers() {
    return users;
  }
}
