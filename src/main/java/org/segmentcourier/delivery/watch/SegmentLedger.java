package org.segmentcourier.delivery.watch;

import java.util.List;
import javax.management.ConstructorParameters;

/** What became of a segment, as people see it in JMX. */
public final class SegmentLedger {

  private final String query;
  private final String place;
  private final long users;
  private final long duplicates;
  private final List<BranchLedger> branches;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"query", "place", "users", "duplicates", "branches"})
  public SegmentLedger(
      String query, String place, long users, long duplicates, List<BranchLedger> branches) {
    this.query = query;
    this.place = place;
    this.users = users;
    this.duplicates = duplicates;
    this.branches = branches;
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

  public List<BranchLedger> getBranches() {
    return branches;
  }
}
