package org.segmentcourier.sandbox.front;

/**
 * A fault wants the connection closed without an answer. The JDK's server does that with any
 * exception of a handler which isn't about I/O.
 */
final class ConnectionDropped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConnectionDropped() {
    super("dropped by a fault");
  }
}
