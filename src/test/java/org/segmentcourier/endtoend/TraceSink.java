package org.segmentcourier.endtoend;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces as OpenTelemetry's collector does: OTLP, by HTTP, in Protocol Buffers. */
final class TraceSink implements AutoCloseable {

  private static final int RESOURCE_SPANS = 1;
  private static final int SCOPE_SPANS = 2;
  private static final int SPANS = 2;
  private static final int TRACE_ID = 1;
  private static final int NAME = 5;

  private final HttpServer server;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  /**
   * A span.
   *
   * @param trace its id
   */
  record Span(String trace, String name) {}

  private TraceSink(HttpServer server) {
    this.server = server;
  }

  static TraceSink start() {
    try {
      var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      var sink = new TraceSink(server);
      server.createContext(
          "/v1/traces",
          exchange -> {
            sink.take(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Whether anything that was sent has these words. */
  boolean has(String words) {
    return sent.toString(StandardCharsets.ISO_8859_1).contains(words);
  }

  /** All that have ended and were sent. */
  List<Span> spans() {
    return List.copyOf(spans);
  }

  private void take(byte[] request) throws IOException {
    sent.writeBytes(request);
    each(
        request,
        RESOURCE_SPANS,
        resource -> each(resource, SCOPE_SPANS, scope -> each(scope, SPANS, this::add)));
  }

  private void add(byte[] span) throws IOException {
    var trace = new StringBuilder();
    var name = new StringBuilder();
    each(span, TRACE_ID, id -> trace.append(HexFormat.of().formatHex(id)));
    each(span, NAME, text -> name.append(new String(text, StandardCharsets.UTF_8)));
    spans.add(new Span(trace.toString(), name.toString()));
  }

  /** A part of a message that is one itself, or a text. */
  private interface Part {
    void take(byte[] bytes) throws IOException;
  }

  private static void each(byte[] message, int field, Part part) throws IOException {
    var in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == field) {
        part.take(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
