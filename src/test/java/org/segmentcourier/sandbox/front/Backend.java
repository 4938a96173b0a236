package org.segmentcourier.sandbox.front;

import java.io.IOException;

/** Whatever answers requests. */
@FunctionalInterface
public interface Backend {

  /**
   * Answers one request; called by many threads at once.
   *
   * @throws IOException the answer can't be had; the caller will see a 500
   */
  Response answer(Request request) throws IOException;
}
