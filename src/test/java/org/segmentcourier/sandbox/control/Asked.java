package org.segmentcourier.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked on the control port.
 *
 * @param parameters those in the path's template and those in the query, decoded
 * @param body empty if there is none
 */
public record Asked(Map<String, String> parameters, ObjectNode body) {

  /** A parameter of the path or the query, if it was given. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
