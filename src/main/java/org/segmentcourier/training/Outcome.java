package org.segmentcourier.training;

import java.util.List;

/** How a run stands, once its next steps are taken. */
sealed interface Outcome {

  /** Something is under way. */
  record Running() implements Outcome {}

  /** Nothing is under way, and some keys must be put before all can be done. */
  record Waiting(List<String> keys) implements Outcome {}

  /**
   * Personalize is what the config says.
   *
   * @param notes what the config's author is to know besides, a sentence each
   */
  record Complete(List<String> notes) implements Outcome {}

  /** Nothing is under way, and not all of it could be done. */
  record Failed(List<String> reasons, List<String> notes) implements Outcome {}
}
