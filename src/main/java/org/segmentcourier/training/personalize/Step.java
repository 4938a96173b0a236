package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** One thing to be done next. */
public sealed interface Step {

  /**
   * A resource is to be made.
   *
   * @param name of this attempt
   * @param request complete, but for the tags
   */
  record Create(WantedResource wanted, String name, ObjectNode request) implements Step {}

  /** Tags are to be put on a resource; others that it has stay. */
  record Tag(WantedResource wanted, String arn, Map<String, String> tags) implements Step {}

  /** Something wanted is not to be tried, since it would fail. */
  record Refuse(String wanted, String reason) implements Step {}
}
