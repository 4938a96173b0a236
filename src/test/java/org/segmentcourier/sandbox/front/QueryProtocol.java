package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Query: the operation and all members are form parameters, answers are XML. */
record QueryProtocol(Api api, ServiceModel model) implements Protocol {

  @Override
  public Invocation decode(Request request, byte[] body) {
    var form = new QueryForm();
    Encoded.pairs(request.query()).stream()
        .filter(pair -> !pair.getKey().startsWith(Signature.PARAMETERS))
        .forEach(form::put);
    Encoded.pairs(new String(body, StandardCharsets.UTF_8)).forEach(form::put);
    var action = form.take("Action");
    form.take("Version");
    var operation =
        model
            .operation(action)
            .orElseThrow(
                () -> new Refused(400, "InvalidAction", "no operation '%s'".formatted(action)));
    return new Invocation(operation, form.members(operation.input()));
  }

  @Override
  public Response encode(Operation operation, ObjectNode output, String requestId) {
    Consumer<Xml> content =
        xml -> {
          operation
              .output()
              .ifPresent(
                  shape ->
                      xml.element(
                          operation.name() + "Result", result -> structure(result, shape, output)));
          xml.element("ResponseMetadata", metadata -> metadata.element("RequestId", requestId));
        };
    var document = Xml.document(operation.name() + "Response", model.xmlNamespace(), content);
    return Response.of(operation.status(), "text/xml", document)
        .with("x-amzn-RequestId", requestId);
  }

  private static void structure(Xml xml, Shape shape, JsonNode value) {
    value
        .properties()
        .forEach(
            entry -> {
              var member = shape.members().get(entry.getKey());
              xml.element(member.wireName(), x -> value(x, member.shape(), entry.getValue()));
            });
  }

  private static void value(Xml xml, Shape shape, JsonNode value) {
    switch (shape.type()) {
      case STRUCTURE -> structure(xml, shape, value);
      case LIST ->
          value.forEach(
              element ->
                  xml.element(
                      shape.element().wireName(), x -> value(x, shape.element().shape(), element)));
      case MAP ->
          value
              .properties()
              .forEach(
                  entry ->
                      xml.element(
                          "entry",
                          x ->
                              x.element(shape.key().wireName(), entry.getKey())
                                  .element(
                                      shape.value().wireName(),
                                      v -> value(v, shape.value().shape(), entry.getValue()))));
      default -> xml.text(Scalars.write(shape, value));
    }
  }
}
