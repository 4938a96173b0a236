package org.segmentcourier.sandbox.s3;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;

/**
 * Refuses puts that S3Proxy would refuse without having read them: it hangs up, and who still sends
 * a large object never learns why.
 */
final class EarlyRefusals implements ForwardFilter {

  private static final String ERROR =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>";

  private final WatchedBlobStore store;

  EarlyRefusals(WatchedBlobStore store) {
    this.store = store;
  }

  @Override
  public Response filter(Request request, Backend next) throws IOException {
    String[] place = request.path().split("/", 3);
    if (!request.method().equals("PUT") || place.length < 3 || place[2].isEmpty()) {
      return next.answer(request);
    }
    if (!store.containerExists(place[1])) {
      return refuse(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    var version = request.header("If-Match");
    if (version.isEmpty()) {
      return next.answer(request);
    }
    // If it is as it should be now, whoever writes it looks once more.
    String key = URLDecoder.decode(place[2].replace("+", "%2B"), StandardCharsets.UTF_8);
    if (!store.blobExists(place[1], key)) {
      return refuse(404, "NoSuchKey", "The specified key does not exist.");
    }
    if (!store.matches(place[1], key, version.get())) {
      return refuse(
          412,
          "PreconditionFailed",
          "At least one of the pre-conditions you specified did not hold");
    }
    return next.answer(request);
  }

  private static Response refuse(int status, String code, String message) {
    return Response.of(status, "application/xml", ERROR.formatted(code, message));
  }
}
