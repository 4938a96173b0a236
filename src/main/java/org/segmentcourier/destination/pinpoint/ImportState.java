package org.segmentcourier.destination.pinpoint;

import javax.management.ConstructorParameters;

/** An import, as people see it in JMX. */
public final class ImportState {

  private final String file;
  private final String version;
  private final String job;
  private final String state;
  private final String reason;
  private final String seen;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"file", "version", "job", "state", "reason", "seen"})
  public ImportState(
      String file, String version, String job, String state, String reason, String seen) {
    this.file = file;
    this.version = version;
    this.job = job;
    this.state = state;
    this.reason = reason;
    this.seen = seen;
  }

  /** The object in S3. */
  public String getFile() {
    return file;
  }

  /** Its ETag. */
  public String getVersion() {
    return version;
  }

  /** Id of the import job; empty before there is one. */
  public String getJob() {
    return job;
  }

  /** {@code waiting}, {@code over}, {@code withdrawn} or {@code dropped}. */
  public String getState() {
    return state;
  }

  /** Why it waits, or what became of it. */
  public String getReason() {
    return reason;
  }

  /** When this container has looked at it last. */
  public String getSeen() {
    return seen;
  }
}
