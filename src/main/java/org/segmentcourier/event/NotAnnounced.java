package org.segmentcourier.event;

/** The custom bus has taken the call, but not the event in it. */
public final class NotAnnounced extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotAnnounced(String message) {
    super(message);
  }
}
