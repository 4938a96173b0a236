package org.segmentcourier.delivery.watch;

import javax.management.ConstructorParameters;

/** A segment that was delivered, as people see it in JMX. */
public final class DeliveredSegment {

  private final String query;
  private final String place;
  private final long users;
  private final long duplicates;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"query", "place", "users", "duplicates"})
  public DeliveredSegment(String query, String place, long users, long duplicates) {
    this.query = query;
    this.place = place;
    this.users = users;
    this.duplicates = duplicates;
  }

  /** In canonical form. */
  public String getQuery() {
    return query;
  }

  /** Output file and line. */
  public String getPlace() {
    return place;
  }

  /** How many, each counted once. */
  public long getUsers() {
    return users;
  }

  /** How many ids were there before. */
  public long getDuplicates() {
    return duplicates;
  }
}
