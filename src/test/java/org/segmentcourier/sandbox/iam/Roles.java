package org.segmentcourier.sandbox.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The service roles of the account: who may take them on, and what they may do then. */
public final class Roles {

  /**
   * @param trust who may assume the role
   */
  private record Role(Policy trust, List<Policy> permissions) {}

  private final Map<String, Role> byArn = new ConcurrentHashMap<>();

  public void create(String arn, Policy trust, List<Policy> permissions) {
    byArn.put(arn, new Role(trust, List.copyOf(permissions)));
  }

  /** Whether there is such a role, and a service may take it on. */
  public boolean trusts(String roleArn, String service) {
    var role = byArn.get(roleArn);
    return role != null
        && role.trust.allows(new Access(service, "sts:AssumeRole", roleArn, Map.of()));
  }

  /**
   * Why a service can't do something in a role, in words for its own error; empty if it can.
   *
   * @param access what it wants; its service is the one that takes on the role
   */
  public Optional<String> refusal(String roleArn, Access access) {
    var role = byArn.get(roleArn);
    if (role == null) {
      return Optional.of("the role %s does not exist".formatted(roleArn));
    }
    if (!trusts(roleArn, access.service())) {
      return Optional.of("%s can't assume the role %s".formatted(access.service(), roleArn));
    }
    if (role.permissions.stream().noneMatch(policy -> policy.allows(access))) {
      return Optional.of(
          "the role %s does not allow %s on %s"
              .formatted(roleArn, access.action(), access.resource()));
    }
    return Optional.empty();
  }
}
