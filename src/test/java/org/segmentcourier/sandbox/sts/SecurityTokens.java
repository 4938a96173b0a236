package org.segmentcourier.sandbox.sts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;

/** STS, as far as people ask it who they are: always the same user of the sandbox's account. */
public final class SecurityTokens implements Service {

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    if (!operation.equals("GetCallerIdentity")) {
      throw new AwsError("AccessDenied", "the sandbox's STS only has GetCallerIdentity");
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("Account", "000000000000")
        .put("UserId", "AIDASANDBOXSANDBOX00")
        .put("Arn", "arn:aws:iam::000000000000:user/test");
  }
}
