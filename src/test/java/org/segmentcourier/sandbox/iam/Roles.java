package org.segmentcourier.sandbox.iam;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service roles of the account, and who may take them on. What they may do then isn't checked.
 */
public final class Roles {

  private final Map<String, Policy> trust = new ConcurrentHashMap<>();

  /** Makes a role that may be taken on by those that a policy lets. */
  public void create(String arn, Policy trustPolicy) {
    trust.put(arn, trustPolicy);
  }

  /** Whether there is such a role, and a service may take it on. */
  public boolean trusts(String roleArn, String service) {
    var policy = trust.get(roleArn);
    return policy != null
        && policy.allows(new Access(service, "sts:AssumeRole", roleArn, Map.of()));
  }
}
