package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.personalize.Knowledge.TrainingData;

/** Makes resources of all kinds, if the {@link Rules} and the quotas allow. */
final class Creation {

  private final Registry registry;
  private final Knowledge knowledge;
  private final Tuning tuning;
  private final Tags tags;
  private final Rules rules;
  private final Clock clock;

  Creation(
      Registry registry, Knowledge knowledge, Tuning tuning, Tags tags, Rules rules, Clock clock) {
    this.registry = registry;
    this.knowledge = knowledge;
    this.tuning = tuning;
    this.tags = tags;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * @return the ARN under its member's name (and what else the operation answers)
   * @throws AwsError in this order: InvalidInput, ResourceNotFound, ResourceInUse (the rules),
   *     ResourceAlreadyExists, LimitExceeded
   */
  ObjectNode create(Kind kind, ObjectNode input) {
    ObjectNode members = input.deepCopy();
    JsonNode given = members.remove("tags");
    Map<String, String> itsTags = given == null ? Map.of() : tags.read(given);
    rules.apply(kind, members);
    long number = registry.nextNumber();
    String arn = kind.arn(members, number);
    if (registry.find(arn).isPresent()) {
      throw new AwsError(
          "ResourceAlreadyExistsException",
          "Another resource with Arn " + arn + " already exists.");
    }
    checkQuota(kind, members);

    Instant now = clock.instant();
    Phase phase = kind.hasStatus() ? Phase.PENDING : Phase.ACTIVE;
    Instant due = kind.hasStatus() ? now.plus(tuning.pace(kind)) : Instant.MAX;
    registry.add(new Resource(kind, arn, number, members, phase, "", now, now, due, itsTags));
    if (kind == Kind.SOLUTION_VERSION) {
      knowledge.willTrain(arn, dataOf(members.get("datasetGroupArn").asText()));
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put(kind.arnMember(), arn);
    if (kind == Kind.DATASET_GROUP && members.has("domain")) {
      answer.set("domain", members.get("domain"));
    }
    return answer;
  }

  /** What has been imported into the group's datasets by now. */
  private TrainingData dataOf(String datasetGroupArn) {
    Map<DatasetType, Imported> datasets = new EnumMap<>(DatasetType.class);
    registry
        .all(Kind.DATASET, "datasetGroupArn", datasetGroupArn)
        .forEach(
            dataset -> {
              Optional<Imported> content = knowledge.content(dataset.arn());
              content.ifPresent(
                  its -> datasets.put(DatasetType.of(dataset.text("datasetType")), its));
            });
    return new TrainingData(datasets);
  }

  private void checkQuota(Kind kind, ObjectNode members) {
    switch (kind) {
      case DATASET_GROUP -> atMost(Quota.DATASET_GROUPS, registry.all(kind), "");
      case SCHEMA -> atMost(Quota.SCHEMAS, registry.all(kind), "");
      case SOLUTION -> {
        String group = members.get("datasetGroupArn").asText();
        atMost(
            Quota.SOLUTIONS_PER_DATASET_GROUP,
            registry.all(kind, "datasetGroupArn", group),
            " in " + group);
      }
      case DATASET_IMPORT_JOB -> atMostPending(Quota.PENDING_IMPORT_JOBS, kind);
      case SOLUTION_VERSION -> atMostPending(Quota.PENDING_SOLUTION_VERSIONS, kind);
      case BATCH_SEGMENT_JOB -> atMostPending(Quota.PENDING_SEGMENT_JOBS, kind);
      case DATASET -> {}
    }
  }

  private void atMostPending(Quota quota, Kind kind) {
    atMost(
        quota,
        registry.all(kind).filter(resource -> resource.phase().isBeingMade()),
        " in PENDING or IN_PROGRESS status");
  }

  private void atMost(Quota quota, Stream<Resource> present, String where) {
    long most = tuning.of(quota);
    Optional<Resource> oneTooMany = present.skip(Math.max(0, most - 1)).findFirst();
    if (most == 0 || oneTooMany.isPresent()) {
      throw new AwsError(
          "LimitExceededException",
          "More than %d resources for %s%s"
              .formatted(
                  most, oneTooMany.map(one -> one.kind().name()).orElse(quota.key()), where));
    }
  }
}
