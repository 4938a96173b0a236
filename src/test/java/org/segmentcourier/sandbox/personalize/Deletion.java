package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.AwsError;

/**
 * Ends resources: deletes those kinds that can be deleted, once nothing depends on them, and stops
 * the training of solution versions.
 */
final class Deletion {

  private final Registry registry;
  private final Tuning tuning;
  private final Clock clock;

  Deletion(Registry registry, Tuning tuning, Clock clock) {
    this.registry = registry;
    this.tuning = tuning;
    this.clock = clock;
  }

  /**
   * @throws AwsError InvalidInput, ResourceNotFound, or ResourceInUse with what is in the way
   */
  ObjectNode delete(Kind kind, String arn) {
    Resource resource = registry.get(kind, arn);
    List<Resource> inTheWay = inTheWay(resource).toList();
    if (!inTheWay.isEmpty()) {
      throw inUse(arn, inTheWay.get(0));
    }
    if (resource.phase().isBeingMade() || resource.phase().isBeingDeleted()) {
      throw inUse(arn, resource);
    }
    if (kind.hasStatus()) {
      Instant now = clock.instant();
      registry.replace(resource.enters(Phase.DELETE_PENDING, now, now.plus(tuning.pace(kind))));
    } else {
      registry.remove(resource);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private Stream<Resource> inTheWay(Resource resource) {
    String arn = resource.arn();
    return switch (resource.kind()) {
      case DATASET_GROUP ->
          Stream.concat(
              registry.all(Kind.SOLUTION, "datasetGroupArn", arn),
              registry.all(Kind.DATASET, "datasetGroupArn", arn));
      case SCHEMA -> registry.all(Kind.DATASET, "schemaArn", arn);
      case DATASET ->
          Stream.concat(
              pending(registry.all(Kind.DATASET_IMPORT_JOB, "datasetArn", arn)),
              pending(
                  registry.all(
                      Kind.SOLUTION_VERSION, "datasetGroupArn", resource.text("datasetGroupArn"))));
      case SOLUTION ->
          registry
              .all(Kind.SOLUTION_VERSION, "solutionArn", arn)
              .flatMap(
                  version ->
                      Stream.concat(
                          pending(Stream.of(version)),
                          pending(
                              registry.all(
                                  Kind.BATCH_SEGMENT_JOB, "solutionVersionArn", version.arn()))));
      case DATASET_IMPORT_JOB, SOLUTION_VERSION, BATCH_SEGMENT_JOB ->
          throw new IllegalArgumentException(resource.kind() + " can't be deleted");
    };
  }

  private static Stream<Resource> pending(Stream<Resource> resources) {
    return resources.filter(resource -> resource.phase().isBeingMade());
  }

  /**
   * Stops a training: at once if it is pending, else by way of CREATE STOPPING.
   *
   * @throws AwsError InvalidInput for a version that isn't being trained, ResourceNotFound
   */
  ObjectNode stop(String versionArn) {
    Resource version = registry.get(Kind.SOLUTION_VERSION, versionArn);
    Instant now = clock.instant();
    switch (version.phase()) {
      case PENDING -> registry.replace(version.enters(Phase.STOPPED, now, Instant.MAX));
      case IN_PROGRESS -> {
        Instant due = now.plus(tuning.pace(version.kind()));
        registry.replace(version.enters(Phase.STOPPING, now, due));
      }
      default ->
          throw new AwsError(
              "InvalidInputException",
              "%s is in status %s; only a pending or running training can be stopped"
                  .formatted(versionArn, tuning.status(version)));
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private AwsError inUse(String arn, Resource by) {
    return new AwsError(
        "ResourceInUseException",
        "%s is in use: %s is there in status %s"
            .formatted(arn, by.arn(), by.kind().hasStatus() ? tuning.status(by) : "ACTIVE"));
  }
}
