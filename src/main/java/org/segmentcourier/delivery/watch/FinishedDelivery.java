package org.segmentcourier.delivery.watch;

import java.util.List;
import javax.management.ConstructorParameters;

/** A finished delivery, as people see it in JMX. */
public final class FinishedDelivery {

  private final String delivery;
  private final String job;
  private final String finished;
  private final String endpoints;
  private final List<DeliveredSegment> segments;
  private final List<BranchLedger> ledgers;
  private final List<DeliveredFile> files;
  private final List<String> badLines;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({
    "delivery",
    "job",
    "finished",
    "endpoints",
    "segments",
    "ledgers",
    "files",
    "badLines"
  })
  public FinishedDelivery(
      String delivery,
      String job,
      String finished,
      String endpoints,
      List<DeliveredSegment> segments,
      List<BranchLedger> ledgers,
      List<DeliveredFile> files,
      List<String> badLines) {
    this.delivery = delivery;
    this.job = job;
    this.finished = finished;
    this.endpoints = endpoints;
    this.segments = segments;
    this.ledgers = ledgers;
    this.files = files;
    this.badLines = badLines;
  }

  public String getDelivery() {
    return delivery;
  }

  /** ARN of the batch segment job. */
  public String getJob() {
    return job;
  }

  public String getFinished() {
    return finished;
  }

  /** Who knew endpoints, such as {@code directory 12}. */
  public String getEndpoints() {
    return endpoints;
  }

  public List<DeliveredSegment> getSegments() {
    return segments;
  }

  /** One for each segment and each branch that takes it. */
  public List<BranchLedger> getLedgers() {
    return ledgers;
  }

  public List<DeliveredFile> getFiles() {
    return files;
  }

  /** Places and reasons of lines that nothing was delivered of. */
  public List<String> getBadLines() {
    return badLines;
  }
}
