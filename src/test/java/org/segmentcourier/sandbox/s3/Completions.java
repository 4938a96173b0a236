package org.segmentcourier.sandbox.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;

/**
 * Makes {@code If-Match} of {@code CompleteMultipartUpload} atomic. S3Proxy compares versions
 * before it completes, and keeps the condition from the store, which alone could do both at once;
 * so the store is told here.
 */
final class Completions implements ForwardFilter {

  private final WatchedBlobStore store;

  Completions(WatchedBlobStore store) {
    this.store = store;
  }

  @Override
  public Response filter(Request request, Backend next) throws IOException {
    var upload = request.parameter("uploadId");
    var version = request.header("If-Match");
    if (!request.method().equals("POST") || upload.isEmpty() || version.isEmpty()) {
      return next.answer(request);
    }
    store.condition(upload.get(), version.get());
    try (var answer = next.answer(request)) {
      // S3Proxy begins its answer, with 200, before it completes; S3 says 412 if it is to be that.
      byte[] body = answer.body().readAllBytes();
      boolean refused =
          new String(body, StandardCharsets.UTF_8).contains("<Code>PreconditionFailed</Code>");
      return new Response(
          refused ? 412 : answer.status(),
          answer.headers(),
          new ByteArrayInputStream(body),
          body.length);
    } finally {
      store.withdrawCondition(upload.get());
    }
  }
}
