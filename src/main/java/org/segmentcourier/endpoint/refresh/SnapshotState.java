package org.segmentcourier.endpoint.refresh;

import java.util.List;
import javax.management.ConstructorParameters;

/** A snapshot of the endpoint directory, as people see it in JMX. */
public final class SnapshotState {

  private final long number;
  private final String made;
  private final long ageSeconds;
  private final long users;
  private final long endpoints;
  private final long madeIds;
  private final long repeated;
  private final long rejected;
  private final String rejects;
  private final List<String> files;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({
    "number",
    "made",
    "ageSeconds",
    "users",
    "endpoints",
    "madeIds",
    "repeated",
    "rejected",
    "rejects",
    "files"
  })
  public SnapshotState(
      long number,
      String made,
      long ageSeconds,
      long users,
      long endpoints,
      long madeIds,
      long repeated,
      long rejected,
      String rejects,
      List<String> files) {
    this.number = number;
    this.made = made;
    this.ageSeconds = ageSeconds;
    this.users = users;
    this.endpoints = endpoints;
    this.madeIds = madeIds;
    this.repeated = repeated;
    this.rejected = rejected;
    this.rejects = rejects;
    this.files = files;
  }

  public long getNumber() {
    return number;
  }

  /** When it was. */
  public String getMade() {
    return made;
  }

  /** How old it is. */
  public long getAgeSeconds() {
    return ageSeconds;
  }

  public long getUsers() {
    return users;
  }

  public long getEndpoints() {
    return endpoints;
  }

  /** Endpoints whose ids were made here. */
  public long getMadeIds() {
    return madeIds;
  }

  /** Rows that were left out for newer ones. */
  public long getRepeated() {
    return repeated;
  }

  /** Rows that are no endpoints. */
  public long getRejected() {
    return rejected;
  }

  /** The object that lists these, with reasons. */
  public String getRejects() {
    return rejects;
  }

  /** What it was made from. */
  public List<String> getFiles() {
    return files;
  }
}
