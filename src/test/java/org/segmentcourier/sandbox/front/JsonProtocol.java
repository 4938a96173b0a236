package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON 1.1: one path, the operation in a header, all members in the body. */
record JsonProtocol(ServiceModel model) implements Protocol {

  @Override
  public Invocation decode(Request request, byte[] body) {
    var target = request.header("X-Amz-Target").orElse("");
    var name = target.substring(target.lastIndexOf('.') + 1);
    var operation =
        model
            .operation(name)
            .orElseThrow(
                () ->
                    new Refused(
                        400, "UnknownOperationException", "no operation '%s'".formatted(target)));
    return new Invocation(operation, JsonBody.read(body, "SerializationException"));
  }

  @Override
  public Response encode(Operation operation, ObjectNode output, String requestId) {
    var body = operation.output().isPresent() ? output.toString() : "";
    return Response.of(operation.status(), "application/x-amz-json-1.1", body)
        .with("x-amzn-RequestId", requestId);
  }
}
