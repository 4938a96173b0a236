package org.segmentcourier.delivery;

/** Decides deliveries, each once. */
public final class Commits {

  private final DeliveryRecords records;

  Commits(DeliveryRecords records) {
    this.records = records;
  }

  /** The commit of the job's delivery; null if it is not decided yet. */
  public Commit find(SegmentJob job) {
    return records.read(DeliveryRecords.commit(job.delivery()), Commit.class).orElse(null);
  }

  /**
   * Decides the delivery as it was built, unless it is decided already; what counts is returned.
   */
  public Commit decide(Build build) {
    var commit = build.commit();
    return records.keep(DeliveryRecords.commit(commit.delivery()), commit, Commit.class);
  }
}
