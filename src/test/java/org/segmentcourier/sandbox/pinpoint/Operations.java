package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A group of operations, by their names in the service model. */
interface Operations {

  /** Each takes the members of the operation's input and gives those of its output. */
  Map<String, UnaryOperator<ObjectNode>> operations();
}
