package org.segmentcourier.sandbox.front;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP response that is yet to be sent. Whoever doesn't pass it on closes it.
 *
 * @param headers without {@code Content-Length}, which follows from {@code length}; an answer to
 *     {@code HEAD} is the exception, for it has the length of a body that isn't there
 * @param length bytes of the body; -1 if that isn't known
 * @param error the error's code, for the record of calls; empty if there is none or it isn't known
 */
public record Response(int status, Headers headers, InputStream body, long length, String error)
    implements Closeable {

  /** A response that is no error, or one whose code nobody looked for. */
  public Response(int status, Headers headers, InputStream body, long length) {
    this(status, headers, body, length, "");
  }

  /** A response with a text as its whole body; no {@code Content-Type} if the type is empty. */
  public static Response of(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var headers = new Headers();
    if (!contentType.isEmpty()) {
      headers.set("Content-Type", contentType);
    }
    return new Response(status, headers, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** The same response with one more header. */
  public Response with(String name, String value) {
    headers.set(name, value);
    return this;
  }

  Response because(String code) {
    return new Response(status, headers, body, length, code);
  }

  void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().putAll(headers);
    boolean bodiless =
        length == 0 || exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
    if (bodiless) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    // The JDK's server takes 0 for "in chunks, of unknown length".
    exchange.sendResponseHeaders(status, length < 0 ? 0 : length);
    body.transferTo(exchange.getResponseBody());
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
