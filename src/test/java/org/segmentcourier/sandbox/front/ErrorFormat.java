package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Consumer;

/** How an error is written down, which differs by protocol. */
enum ErrorFormat {
  /** JSON 1.0 and 1.1: the type is a member of the body; some SDKs want SQS's old code, too. */
  JSON {
    @Override
    Response encode(Refusal refusal, String requestId) {
      var body = JsonNodeFactory.instance.objectNode();
      body.put("__type", refusal.code()).put("message", refusal.message());
      return Response.of(refusal.status(), "application/x-amz-json-1.1", body.toString())
          .with("x-amzn-RequestId", requestId)
          .with("x-amzn-query-error", refusal.code() + ";" + fault(refusal));
    }
  },
  /** REST with JSON, as Pinpoint speaks it: the type is a header. */
  REST_JSON {
    @Override
    Response encode(Refusal refusal, String requestId) {
      var body = JsonNodeFactory.instance.objectNode();
      body.put("Message", refusal.message()).put("RequestID", requestId);
      return Response.of(refusal.status(), "application/json", body.toString())
          .with("x-amzn-RequestId", requestId)
          .with("x-amzn-ErrorType", refusal.code());
    }
  },
  /** Query requests with XML answers. */
  QUERY {
    @Override
    Response encode(Refusal refusal, String requestId) {
      Consumer<Xml> content =
          xml ->
              xml.element(
                      "Error",
                      error ->
                          error
                              .element("Type", fault(refusal))
                              .element("Code", refusal.code())
                              .element("Message", refusal.message()))
                  .element("RequestId", requestId);
      return Response.of(refusal.status(), "text/xml", Xml.document("ErrorResponse", "", content))
          .with("x-amzn-RequestId", requestId);
    }
  },
  /** XML as S3 has it. */
  S3 {
    @Override
    Response encode(Refusal refusal, String requestId) {
      Consumer<Xml> content =
          xml ->
              xml.element("Code", refusal.code())
                  .element("Message", refusal.message())
                  .element("RequestId", requestId);
      return Response.of(refusal.status(), "application/xml", Xml.document("Error", "", content))
          .with("x-amz-request-id", requestId);
    }
  };

  abstract Response encode(Refusal refusal, String requestId);

  private static String fault(Refusal refusal) {
    return refusal.status() < 500 ? "Sender" : "Receiver";
  }
}
