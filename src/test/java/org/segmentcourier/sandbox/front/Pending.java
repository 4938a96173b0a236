package org.segmentcourier.sandbox.front;

import java.io.IOException;

/** A call of which it is known what it is, and that hasn't taken effect yet. */
interface Pending {

  /** What the call is. */
  CallName name();

  /** Lets the call take effect. */
  Response answer() throws IOException;

  /**
   * Refuses the call in the protocol of its service; whether it took effect makes no difference.
   */
  Response refuse(Refusal refusal);
}
