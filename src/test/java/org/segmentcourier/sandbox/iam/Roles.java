package org.segmentcourier.sandbox.iam;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service roles of the account, and who may take them on; what they may do then isn't checked.
 * And policies that roles may have.
 */
public final class Roles {

  private final Map<String, Policy> trust = new ConcurrentHashMap<>();
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();

  /** Makes a role that may be taken on by those that a policy lets. */
  public void create(String arn, Policy trustPolicy) {
    trust.put(arn, trustPolicy);
  }

  /** Makes a policy that roles may have. */
  public void createPolicy(String arn, Policy policy) {
    policies.put(arn, policy);
  }

  /** A policy that roles may have, by its ARN. */
  public Optional<Policy> policy(String arn) {
    return Optional.ofNullable(policies.get(arn));
  }

  /**
   * Whether there is such a role, and a service may take it on.
   *
   * @param context on whose behalf: {@code aws:SourceAccount}, {@code aws:SourceArn}
   */
  public boolean trusts(String roleArn, String service, Map<String, String> context) {
    var policy = trust.get(roleArn);
    return policy != null && policy.allows(new Access(service, "sts:AssumeRole", roleArn, context));
  }
}
