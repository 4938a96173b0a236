package org.segmentcourier.sandbox.control;

import java.io.IOException;

/** Carries out what is asked on the control port. */
@FunctionalInterface
public interface Action {

  /**
   * Does it.
   *
   * @return the answer: anything that Jackson writes as JSON
   * @throws IllegalArgumentException what is wrong with the order
   */
  Object carryOut(Asked asked) throws IOException;
}
