package org.segmentcourier.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** AWS STS, as far as it says who one is: everybody is the account's own user. */
final class Identity implements Service {

  private final Account account;

  Identity(Account account) {
    this.account = account;
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    if (!operation.equals("GetCallerIdentity")) {
      throw new AwsError("ExpiredTokenException", "the sandbox's STS has no " + operation);
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("UserId", "AIDASANDBOXSANDBOX000")
        .put("Account", account.id())
        .put("Arn", account.globalArn("iam", "user/sandbox"));
  }
}
