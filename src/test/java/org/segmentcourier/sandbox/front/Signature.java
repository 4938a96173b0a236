package org.segmentcourier.sandbox.front;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request's signature (version 4) says about it. Its scope is {@code
 * <key>/<date>/<region>/<service>/aws4_request}, in a header or, in presigned URLs, in the query.
 *
 * @param caller the access key id
 * @param scope the service that the request is for
 */
record Signature(String caller, String scope) {

  /** What the names of a signature's query parameters begin with. */
  static final String PARAMETERS = "X-Amz-";

  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^,\\s]+)");
  private static final Pattern SCOPE = Pattern.compile("(.+)/\\d{8}/.*?([^/]+)/aws4_request");

  static Optional<Signature> of(Request request) {
    return request
        .header("Authorization")
        .flatMap(Signature::credential)
        .or(() -> request.parameter("X-Amz-Credential"))
        .flatMap(Signature::parse);
  }

  private static Optional<String> credential(String authorization) {
    var matcher = CREDENTIAL.matcher(authorization);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<Signature> parse(String credential) {
    var matcher = SCOPE.matcher(credential);
    return matcher.matches()
        ? Optional.of(new Signature(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
