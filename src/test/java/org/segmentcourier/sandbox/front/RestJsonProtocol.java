package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.segmentcourier.sandbox.front.Shape.Place;

/**
 * REST with JSON: the operation is told by method and path, members stand in path, query and body.
 * Timestamps in ISO 8601, which only operations have that nobody here serves, are not converted.
 */
record RestJsonProtocol(Api api, ServiceModel model) implements Protocol {

  @Override
  public Invocation decode(Request request, byte[] body) {
    var operation = operation(request);
    var input = JsonNodeFactory.instance.objectNode();
    operation.input().ifPresent(shape -> read(operation, shape, request, body, input));
    return new Invocation(operation, input);
  }

  @Override
  public Response encode(Operation operation, ObjectNode output, String requestId) {
    var body =
        operation
            .output()
            .map(shape -> shape.payload().map(output::path).orElse(output).toString())
            .orElse("");
    return Response.of(operation.status(), "application/json", body)
        .with("x-amzn-RequestId", requestId);
  }

  private Operation operation(Request request) {
    var path = segments(request.path());
    var here = model.operations().stream().filter(o -> fits(segments(o.path()), path)).toList();
    if (here.isEmpty()) {
      throw new Refused(404, "NotFoundException", "there is nothing at " + request.path());
    }
    return here.stream()
        .filter(o -> o.method().equals(request.method()))
        .min(Comparator.comparingLong(RestJsonProtocol::variables))
        .orElseThrow(
            () ->
                new Refused(
                    405,
                    "MethodNotAllowedException",
                    "%s is not possible at %s".formatted(request.method(), request.path())));
  }

  private void read(
      Operation operation, Shape shape, Request request, byte[] body, ObjectNode input) {
    readBody(shape, body, input);
    readPath(operation, shape, request, input);
    readQuery(shape, request, input);
  }

  private void readBody(Shape shape, byte[] body, ObjectNode input) {
    var json = JsonBody.read(body, api.invalid("").code());
    if (shape.payload().isEmpty()) {
      input.setAll(json);
    } else if (body.length > 0) {
      input.set(shape.payload().get(), json);
    }
  }

  private static void readPath(
      Operation operation, Shape shape, Request request, ObjectNode input) {
    var template = segments(operation.path());
    var path = segments(request.path());
    shape
        .members()
        .forEach(
            (name, member) -> {
              int place = template.indexOf("{" + member.wireName() + "}");
              if (member.place() == Place.URI && place >= 0) {
                input.set(name, Scalars.read(member.shape(), Encoded.segment(path.get(place))));
              }
            });
  }

  private static void readQuery(Shape shape, Request request, ObjectNode input) {
    for (var pair : Encoded.pairs(request.query())) {
      var name =
          shape.members().entrySet().stream()
              .filter(m -> m.getValue().place() == Place.QUERYSTRING)
              .filter(m -> m.getValue().wireName().equals(pair.getKey()))
              .findFirst();
      if (name.isEmpty()) {
        if (!pair.getKey().startsWith(Signature.PARAMETERS)) {
          input.put(pair.getKey(), pair.getValue());
        }
      } else if (name.get().getValue().shape().type() == Shape.Type.LIST) {
        var element = name.get().getValue().shape().element().shape();
        input.withArray(name.get().getKey()).add(Scalars.read(element, pair.getValue()));
      } else {
        input.set(
            name.get().getKey(), Scalars.read(name.get().getValue().shape(), pair.getValue()));
      }
    }
  }

  private static boolean fits(List<String> template, List<String> path) {
    return template.size() == path.size()
        && IntStream.range(0, path.size())
            .allMatch(
                i ->
                    variable(template.get(i))
                        ? !path.get(i).isEmpty()
                        : template.get(i).equals(path.get(i)));
  }

  private static long variables(Operation operation) {
    return segments(operation.path()).stream().filter(RestJsonProtocol::variable).count();
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  private static boolean variable(String segment) {
    return segment.startsWith("{");
  }
}
