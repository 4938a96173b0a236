package org.segmentcourier.sandbox.front;

import java.util.Optional;

/** Says who may do what. */
@FunctionalInterface
public interface Guard {

  /** Lets everybody do everything. */
  Guard NONE = (caller, call) -> Optional.empty();

  /** What somebody may not do. */
  record Missing(String action, String resource) {}

  /**
   * Looks at a call before it takes effect.
   *
   * @param caller the access key id that signed it
   * @return the first permission that it takes and the caller doesn't have, if any
   */
  Optional<Missing> missing(String caller, CallName call);
}
