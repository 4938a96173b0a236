package org.segmentcourier.sandbox.front;

import java.io.IOException;

/**
 * A call of which it is known what it is, and that hasn't taken effect yet.
 *
 * @param effect lets it take effect
 */
record Pending(CallName name, Effect effect) {

  /** What a call does, and its answer. */
  @FunctionalInterface
  interface Effect {
    Response take() throws IOException;
  }

  Response answer() throws IOException {
    return effect.take();
  }
}
