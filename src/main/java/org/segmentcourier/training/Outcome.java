package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.text.Excerpt;

/** How a run stands, once its next steps are taken. */
sealed interface Outcome {

  /** So much of a list stands in a line of the log. */
  int BRIEF = 3;

  /** For a line of the log, however much there is to say. */
  String inBrief();

  /** Something is under way. */
  record Running() implements Outcome {

    @Override
    public String inBrief() {
      return "running";
    }
  }

  /** Nothing is under way, and some keys must be put before all can be done. */
  record Waiting(List<String> keys) implements Outcome {

    @Override
    public String inBrief() {
      return "waiting for " + brief(keys);
    }
  }

  /**
   * Personalize is what the config says.
   *
   * @param notes what the config's author is to know besides, a sentence each
   */
  record Complete(List<String> notes) implements Outcome {

    @Override
    public String inBrief() {
      return "complete";
    }
  }

  /** Nothing is under way, and not all of it could be done. */
  record Failed(List<String> reasons, List<String> notes) implements Outcome {

    @Override
    public String inBrief() {
      return "failed: " + brief(reasons);
    }
  }

  private static List<String> brief(List<String> all) {
    return Excerpt.of(all, BRIEF).lines();
  }
}
