package org.segmentcourier.endpoint.directory;

/** A snapshot that is not what it was when it was written, or is another's: it is not used. */
public final class BrokenSnapshot extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BrokenSnapshot(String message, Throwable cause) {
    super(message, cause);
  }
}
