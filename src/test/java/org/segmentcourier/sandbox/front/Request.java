package org.segmentcourier.sandbox.front;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as it came in.
 *
 * @param path still percent-encoded: a key or a user id may contain an encoded slash
 * @param query still percent-encoded, without the question mark; empty if there is none
 * @param headers names in any case
 * @param body a stream that can be read once
 */
public record Request(String method, String path, String query, Headers headers, InputStream body) {

  static Request of(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getRawPath(),
        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
        exchange.getRequestHeaders(),
        new Unclosed(exchange.getRequestBody()));
  }

  /** The same request with another body. */
  public Request with(byte[] otherBody) {
    var same = new Headers();
    same.putAll(headers);
    same.set("Content-Length", String.valueOf(otherBody.length));
    return new Request(method, path, query, same, new ByteArrayInputStream(otherBody));
  }

  /** The same request with its body in another stream. */
  Request with(InputStream sameBody) {
    return new Request(method, path, query, headers, sameBody);
  }

  /** The first header of this name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /**
   * The first query parameter of this name, decoded; empty text if it stands there without a value,
   * as in {@code ?uploads}.
   */
  public Optional<String> parameter(String name) {
    return Encoded.pairs(query).stream()
        .filter(pair -> pair.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Bytes of the body by its header; -1 if it comes in chunks of unknown number. */
  public long length() {
    if (header("Transfer-Encoding").isPresent()) {
      return -1;
    }
    return header("Content-Length").map(Long::parseLong).orElse(0L);
  }

  /** A body of which the rest can be read after somebody has closed it. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream body) {
      super(body);
    }

    @Override
    public void close() {
      // The server itself closes the body, with the exchange.
    }
  }
}
