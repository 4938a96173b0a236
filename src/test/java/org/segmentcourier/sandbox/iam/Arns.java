package org.segmentcourier.sandbox.iam;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.front.CallName;

/**
 * What a call is done to, as IAM names it. Source: the service authorization reference, "Actions,
 * resources, and condition keys", of each service.
 */
record Arns(Account account) {

  /** For which no policy can name a resource. */
  private static final String ANY = "*";

  String of(CallName call) {
    String resource = call.resource();
    return switch (call.service()) {
      case "s3" -> "arn:aws:s3:::" + decoded(resource.replaceFirst("/$", ""));
      case "sqs" -> account.arn("sqs", resource);
      case "events" -> account.arn("events", "event-bus/" + resource);
      case "mobiletargeting" -> account.arn("mobiletargeting", resource.replaceFirst("^/v1/", ""));
      case "personalize" -> personalize(call.operation(), resource);
      case "sns" -> resource;
      default -> ANY;
    };
  }

  /** What is listed has no resource, what is made has a name, and what is there an ARN. */
  private String personalize(String operation, String resource) {
    if (operation.startsWith("List") && !operation.equals("ListTagsForResource")) {
      return ANY;
    }
    if (resource.startsWith("arn:")) {
      return resource;
    }
    String type = operation.replaceFirst("^[A-Z][a-z]+", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return account.arn("personalize", type.toLowerCase(Locale.ROOT) + "/" + resource);
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
