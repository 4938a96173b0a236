package org.segmentcourier.sandbox.personalize;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.AwsError;

/**
 * All resources of the account, in the order of their making. Not safe for use by several threads
 * at once: whoever uses it holds its monitor, and never while waiting for anything.
 */
final class Registry {

  private final Map<String, Resource> byArn = new LinkedHashMap<>();
  private long made;

  /** The number of the next resource. */
  long nextNumber() {
    return made + 1;
  }

  /** Adds a resource behind all others; one with the same ARN gives way. */
  void add(Resource resource) {
    byArn.remove(resource.arn());
    byArn.put(resource.arn(), resource);
    made = Math.max(made, resource.number());
  }

  void replace(Resource resource) {
    byArn.replace(resource.arn(), resource);
  }

  void remove(Resource resource) {
    byArn.remove(resource.arn());
  }

  Optional<Resource> find(String arn) {
    return Optional.ofNullable(byArn.get(arn));
  }

  /**
   * The resource of this kind with this ARN.
   *
   * @throws AwsError InvalidInput for an ARN that such a resource can't have, ResourceNotFound
   */
  Resource get(Kind kind, String arn) {
    if (!kind.matches(arn)) {
      throw new AwsError(
          "InvalidInputException",
          "%s is not the ARN of a %s in account %s and region %s"
              .formatted(arn, kind.word(), Account.ID, Account.REGION));
    }
    return find(arn).orElseThrow(() -> notFound(arn));
  }

  static AwsError notFound(String arn) {
    return new AwsError(
        "ResourceNotFoundException", "Resource with given ARN " + arn + " does not exist");
  }

  Stream<Resource> all(Kind kind) {
    return byArn.values().stream().filter(resource -> resource.kind() == kind);
  }

  /** The resources of this kind that name that ARN in that member. */
  Stream<Resource> all(Kind kind, String member, String arn) {
    return all(kind).filter(resource -> resource.text(member).equals(arn));
  }

  /** The resource whose next phase has been due longest. */
  Optional<Resource> firstDue(Instant now) {
    return byArn.values().stream()
        .filter(resource -> !resource.due().isAfter(now))
        .min(Comparator.comparing(Resource::due).thenComparing(Resource::number));
  }
}
