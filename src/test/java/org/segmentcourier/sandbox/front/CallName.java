package org.segmentcourier.sandbox.front;

/**
 * What a call is.
 *
 * @param service the service as signatures and IAM name it, such as {@code mobiletargeting}
 * @param operation as the API names it, such as {@code CompleteMultipartUpload}; empty if it can't
 *     be told
 * @param action the IAM action that it needs, such as {@code s3:PutObject}
 * @param resource on what: an ARN, a name, a path; empty if it can't be told cheaply
 * @param role the ARN of a role that is passed on to the service; empty if none is
 */
public record CallName(
    String service, String operation, String action, String resource, String role) {

  /** A call whose IAM action has the operation's name, as is the rule. */
  static CallName of(String service, String operation, String resource) {
    return new CallName(service, operation, service + ":" + operation, resource, "");
  }

  /** The same call, with which a role is passed on. */
  CallName passing(String roleArn) {
    return new CallName(service, operation, action, resource, roleArn);
  }

  /** Such as {@code s3:CompleteMultipartUpload}. */
  String qualifiedOperation() {
    return service + ":" + operation;
  }
}
