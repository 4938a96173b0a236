package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One row of an import file. */
sealed interface Row {

  /** A row that can be read: an endpoint in the form of the model's EndpointBatchItem. */
  record Definition(ObjectNode endpoint) implements Row {}

  /** A row that can't be read, and why. */
  record Unreadable(String reason) implements Row {}
}
