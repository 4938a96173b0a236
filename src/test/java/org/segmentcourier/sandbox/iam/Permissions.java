package org.segmentcourier.sandbox.iam;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.front.CallName;
import org.segmentcourier.sandbox.front.Guard;

/**
 * What callers may do. One with a policy may do what it allows, and nothing else; all others are
 * the account's administrators.
 */
public final class Permissions implements Guard {

  private final Arns arns;
  private final Consumer<String> used;
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * @param used told of each action that a policy was needed for and allows, once
   */
  public Permissions(Account account, Consumer<String> used) {
    this.arns = new Arns(account);
    this.used = used;
  }

  /**
   * Puts a caller under a policy.
   *
   * @param caller an access key id
   */
  public void limit(String caller, Policy policy) {
    policies.put(caller, policy);
  }

  @Override
  public Optional<Missing> missing(String caller, CallName call) {
    var policy = policies.get(caller);
    if (policy == null || call.operation().isEmpty()) {
      return Optional.empty();
    }
    return needed(call)
        .filter(access -> !allows(policy, access))
        .findFirst()
        .map(access -> new Missing(access.action(), access.resource()));
  }

  private Stream<Access> needed(CallName call) {
    var itself = new Access("", call.action(), arns.of(call), Map.of());
    if (call.role().isEmpty() || call.operation().startsWith("Describe")) {
      return Stream.of(itself);
    }
    var service = call.service().equals("mobiletargeting") ? "pinpoint" : call.service();
    var context = Map.of("iam:PassedToService", service + ".amazonaws.com");
    return Stream.of(itself, new Access("", "iam:PassRole", call.role(), context));
  }

  private boolean allows(Policy policy, Access access) {
    boolean allows = policy.allows(access);
    if (allows && seen.add(access.action())) {
      used.accept(access.action());
    }
    return allows;
  }
}
