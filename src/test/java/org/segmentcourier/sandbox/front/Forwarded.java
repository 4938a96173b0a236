package org.segmentcourier.sandbox.front;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;

/**
 * A service that another server of this machine implements. Headers (that of the host too, for it
 * is signed), path, query and body go to it as they came, and its answer comes back likewise, both
 * as streams. A backend that refuses and hangs up while a large body is still on its way breaks the
 * pipe, and its refusal is lost: the caller sees a 500. A {@link ForwardFilter} can refuse first.
 */
final class Forwarded implements Backstage {

  /** Headers that are between two ends of one connection, and are not passed on. */
  private static final Set<String> BETWEEN_NEIGHBOURS =
      Set.of("connection", "keep-alive", "transfer-encoding", "expect", "upgrade", "te");

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final Api api;
  private final String authority;
  private final ForwardFilter filter;

  Forwarded(Api api, URI backend, ForwardFilter filter) {
    this.api = api;
    this.authority = "http://" + backend.getRawAuthority();
    this.filter = filter;
  }

  @Override
  public Api api() {
    return api;
  }

  @Override
  public Pending prepare(Request request) throws IOException {
    if (api == Api.SQS) {
      // Its messages are small, and the queue stands in the body.
      byte[] body = request.body().readAllBytes();
      var same = request.with(new ByteArrayInputStream(body));
      return new Pending(ForwardedNames.ofSqs(request, body), () -> filtered(same));
    }
    return new Pending(ForwardedNames.ofS3(request), () -> filtered(request));
  }

  private Response filtered(Request request) throws IOException {
    try {
      return filter.filter(request, this::forward);
    } catch (Refused e) {
      return api.refuse(e.refusal());
    }
  }

  private Response forward(Request request) throws IOException {
    var uri = authority + request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
    var builder = HttpRequest.newBuilder(URI.create(uri)).method(request.method(), body(request));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (passes(name)) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    try {
      return response(request, CLIENT.send(builder.build(), BodyHandlers.ofInputStream()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the front is closing").initCause(e);
    }
  }

  private static BodyPublisher body(Request request) {
    long length = request.length();
    if (length == 0) {
      return BodyPublishers.noBody();
    }
    var stream = BodyPublishers.ofInputStream(request::body);
    return length < 0 ? stream : BodyPublishers.fromPublisher(stream, length);
  }

  private static Response response(Request request, HttpResponse<InputStream> answer) {
    var headers = new Headers();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (passes(name)) {
                headers.put(name, values);
              }
            });
    long length = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (request.method().equals("HEAD") && length >= 0) {
      headers.set("Content-Length", Long.toString(length));
    }
    return new Response(answer.statusCode(), headers, answer.body(), length);
  }

  /** The length is left to the HTTP client and server, which know it from the body. */
  private static boolean passes(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !BETWEEN_NEIGHBOURS.contains(name) && !name.equals("content-length");
  }
}
