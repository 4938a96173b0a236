package org.segmentcourier.sandbox.s3;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Refused;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;

/**
 * Refuses puts that S3Proxy would refuse without having read them: it hangs up, and who still sends
 * a large object never learns why.
 */
final class EarlyRefusals implements ForwardFilter {

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
      throw new Refused(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    var version = request.header("If-Match");
    if (version.isEmpty()) {
      return next.answer(request);
    }
    // If it is as it should be now, whoever writes it looks once more.
    String key = URLDecoder.decode(place[2].replace("+", "%2B"), StandardCharsets.UTF_8);
    if (!store.blobExists(place[1], key)) {
      throw new Refused(404, "NoSuchKey", "The specified key does not exist.");
    }
    if (!store.matches(place[1], key, version.get())) {
      throw new Refused(
          412,
          "PreconditionFailed",
          "At least one of the pre-conditions you specified did not hold");
    }
    return next.answer(request);
  }
}
