package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How calls of a service go over HTTP: from requests to members by the model's names, and back. */
sealed interface Protocol permits JsonProtocol, RestJsonProtocol, QueryProtocol {

  /** A call as it was asked for; whether its input is right is not looked at. */
  record Invocation(Operation operation, ObjectNode input) {}

  /**
   * Reads a request.
   *
   * @throws Refused it can't be read, or asks for an operation that isn't there
   */
  Invocation decode(Request request, byte[] body);

  /** Writes the members of an operation's output, which are as the model wants them. */
  Response encode(Operation operation, ObjectNode output, String requestId);

  /** The protocol of a service. */
  static Protocol of(Api api, ServiceModel model) {
    return switch (model.protocol()) {
      case "json" -> new JsonProtocol(model);
      case "rest-json" -> new RestJsonProtocol(api, model);
      case "query" -> new QueryProtocol(api, model);
      default -> throw new IllegalStateException("no protocol " + model.protocol());
    };
  }
}
