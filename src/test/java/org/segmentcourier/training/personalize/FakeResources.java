package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.personalize.model.*;

/**
 * The resources of a Personalize in memory: what is created is pending until {@link #finish} or
 * {@link #fail}. It has the real service's refusals of taken names and its limit of pending segment
 * jobs, and refuses what a test tells it to.
 */
abstract class FakeResources {

  public final Map<String, ObjectNode> resources = new LinkedHashMap<>();
  public final List<String> created = new ArrayList<>();
  public final Map<String, Map<String, String>> tags = new HashMap<>();
  private final Supplier<Instant> clock;
  private Predicate<String> throttled = operation -> false;
  private String forbidden = "";
  private String refused = "";
  private String refusal = "";
  private String hidden = "";
  private int pendingJobs = 5;

  /** Whether a version's ARN ends in its name; nowhere promised. */
  private boolean opaqueVersions;

  FakeResources(Supplier<Instant> clock) {
    this.clock = clock;
  }

  public void throttle(Predicate<String> operations) {
    throttled = operations;
  }

  /** An operation is not permitted; empty: all are. */
  public void forbid(String operation) {
    forbidden = operation;
  }

  /** An operation is refused as wrong. */
  public void refuse(String operation, String reason) {
    refused = operation;
    refusal = reason;
  }

  /** A resource is listed, but can't be described; empty: all can. */
  public void hide(String arn) {
    hidden = arn;
  }

  public void limitPendingJobs(int limit) {
    pendingJobs = limit;
  }

  public void hideVersionNames() {
    opaqueVersions = true;
  }

  /** Everything that is pending becomes active. */
  public void finish() {
    finish(arn -> true);
  }

  public void finish(Predicate<String> arns) {
    end(arns, "ACTIVE", "");
  }

  public void fail(Predicate<String> arns, String reason) {
    end(arns, "CREATE FAILED", reason);
  }

  private void end(Predicate<String> arns, String status, String reason) {
    resources.forEach(
        (arn, members) -> {
          if (arns.test(arn) && members.path("status").asText().equals("CREATE PENDING")) {
            members.put("status", status);
            members.put("lastUpdatedDateTime", clock.get().toString());
            if (!reason.isEmpty()) {
              members.put("failureReason", reason);
            }
          }
        });
  }

  /** Names of what was created since the last call. */
  public List<String> createdSince() {
    var names = List.copyOf(created);
    created.clear();
    return names;
  }

  public ObjectNode only(String arnPart) {
    var found = resources.entrySet().stream().filter(e -> e.getKey().contains(arnPart)).toList();
    if (found.size() != 1) {
      throw new AssertionError(arnPart + " is part of " + found);
    }
    return found.get(0).getValue();
  }

  final String create(Kind kind, SdkPojo request, String arn, String arnMember) {
    refuseIfThrottled("Create" + kind.label().replace(" ", ""));
    if (resources.containsKey(arn)) {
      throw ResourceAlreadyExistsException.builder().message(arn + " exists").build();
    }
    ObjectNode members = SdkMembers.read(request);
    tags.put(arn, new HashMap<>());
    members
        .path("tags")
        .forEach(t -> tags.get(arn).put(t.path("tagKey").asText(), t.path("tagValue").asText()));
    members.remove("tags");
    members.put(arnMember, arn);
    members.put("creationDateTime", clock.get().toString());
    members.put("lastUpdatedDateTime", clock.get().toString());
    if (kind.hasStatus()) {
      members.put("status", "CREATE PENDING");
    }
    resources.put(arn, members);
    created.add(members.path(kind.nameMember()).asText());
    return arn;
  }

  final <T> T describe(String arn, SdkPojo builder) {
    refuseIfThrottled("Describe");
    ObjectNode members = resources.get(arn);
    if (members == null || arn.equals(hidden)) {
      throw ResourceNotFoundException.builder().message("no " + arn).build();
    }
    @SuppressWarnings("unchecked")
    T built = (T) SdkMembers.build(builder, members);
    return built;
  }

  private void refuseIfThrottled(String operation) {
    if (operation.equals(forbidden)) {
      throw PersonalizeException.builder()
          .statusCode(400)
          .message("not authorized: personalize:" + operation)
          .build();
    }
    if (operation.equals(refused)) {
      throw InvalidInputException.builder().message(refusal).build();
    }
    if (throttled.test(operation)) {
      throw LimitExceededException.builder().message("rate of " + operation).build();
    }
  }

  final List<ObjectNode> children(String arnPart, String parentMember, String parent) {
    return resources.entrySet().stream()
        .filter(e -> e.getKey().contains(":" + arnPart))
        .filter(e -> e.getValue().path(parentMember).asText().equals(parent))
        .map(Map.Entry::getValue)
        .toList();
  }

  final void refuseIfTooManyPending() {
    long pending =
        resources.entrySet().stream()
            .filter(e -> e.getKey().contains(":batch-segment-job/"))
            .filter(e -> e.getValue().path("status").asText().equals("CREATE PENDING"))
            .count();
    if (pending >= pendingJobs) {
      throw LimitExceededException.builder().message("too many pending segment jobs").build();
    }
  }

  /** The last part of a version's ARN. */
  final String versionId(String name) {
    return opaqueVersions ? "%08x".formatted(resources.size()) : name;
  }
}
