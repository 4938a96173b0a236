package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Predicate;
import org.segmentcourier.sandbox.AwsError;

/**
 * What a new resource must be, beyond what the service model says, and what it gets by default. The
 * parent must be there and ACTIVE; one that is still being made is in use.
 */
final class Rules {

  /** What the console shows for a segment job without a number of users; unverified for the API. */
  static final int USERS_BY_DEFAULT = 25;

  private final Registry registry;
  private final Tuning tuning;
  private final Predicate<String> trusted;

  /**
   * @param trusted whether a role, by its ARN, can be assumed by Personalize
   */
  Rules(Registry registry, Tuning tuning, Predicate<String> trusted) {
    this.registry = registry;
    this.tuning = tuning;
    this.trusted = trusted;
  }

  /**
   * Checks a new resource's members and fills in what is missing.
   *
   * @throws AwsError InvalidInput, ResourceNotFound or ResourceInUse
   */
  void apply(Kind kind, ObjectNode members) {
    switch (kind) {
      case DATASET_GROUP -> {}
      case SCHEMA -> DatasetSchema.parse(members.get("schema").asText());
      case DATASET -> dataset(members);
      case DATASET_IMPORT_JOB -> importJob(members);
      case SOLUTION -> solution(members);
      case SOLUTION_VERSION -> solutionVersion(members);
      case BATCH_SEGMENT_JOB -> segmentJob(members);
    }
  }

  private void dataset(ObjectNode members) {
    DatasetType type = DatasetType.of(members.get("datasetType").asText());
    members.put("datasetType", type.name());
    Resource schema = registry.get(Kind.SCHEMA, members.get("schemaArn").asText());
    Resource group = active(Kind.DATASET_GROUP, members);
    if (!schema.text("domain").equals(group.text("domain"))) {
      throw invalid(
          "The schema's domain (%s) is not that of the dataset group (%s)"
              .formatted(domain(schema), domain(group)));
    }
    DatasetSchema.parse(schema.text("schema")).check(type, group.text("domain"), tuning);
  }

  private static String domain(Resource resource) {
    String domain = resource.text("domain");
    return domain.isEmpty() ? "none" : domain;
  }

  private void importJob(ObjectNode members) {
    checkPath(members, "/dataSource/dataLocation");
    checkRole(members);
    active(Kind.DATASET, members);
    setDefault(members, "importMode", TextNode.valueOf("FULL"));
    setDefault(members, "publishAttributionMetricsToS3", BooleanNode.FALSE);
  }

  private void solution(ObjectNode members) {
    if (!members.has("recipeArn")) {
      throw invalid("A solution needs a recipeArn; AutoML is not supported here");
    }
    recipe(members.get("recipeArn").asText());
    String threshold = members.at("/solutionConfig/eventValueThreshold").asText("0");
    if (!Column.Type.DOUBLE.accepts(threshold)) {
      throw invalid("The eventValueThreshold must be a number, not " + threshold);
    }
    active(Kind.DATASET_GROUP, members);
    setDefault(members, "performHPO", BooleanNode.FALSE);
    setDefault(members, "performAutoML", BooleanNode.FALSE);
    setDefault(members, "performAutoTraining", BooleanNode.TRUE);
  }

  private void solutionVersion(ObjectNode members) {
    Resource solution = active(Kind.SOLUTION, members);
    setDefault(members, "trainingMode", TextNode.valueOf("FULL"));
    boolean update = members.get("trainingMode").asText().equals("UPDATE");
    if (update && !recipe(solution.text("recipeArn")).canBeUpdated()) {
      throw invalid("The training mode UPDATE is not supported by " + solution.text("recipeArn"));
    }
    members.put("trainingType", "MANUAL");
    for (String inherited :
        new String[] {
          "performHPO",
          "performAutoML",
          "recipeArn",
          "eventType",
          "datasetGroupArn",
          "solutionConfig"
        }) {
      if (solution.members().has(inherited)) {
        members.set(inherited, solution.members().get(inherited));
      }
    }
  }

  private void segmentJob(ObjectNode members) {
    checkPath(members, "/jobInput/s3DataSource/path");
    checkPath(members, "/jobOutput/s3DataDestination/path");
    checkRole(members);
    setDefault(members, "numResults", IntNode.valueOf(USERS_BY_DEFAULT));
    long users = members.get("numResults").longValue();
    if (users < 1 || users > tuning.of(Quota.USERS_PER_SEGMENT)) {
      throw invalid(
          "numResults must be from 1 to %d, not %d"
              .formatted(tuning.of(Quota.USERS_PER_SEGMENT), users));
    }
    if (members.has("filterArn")) {
      // There is no CreateFilter here yet, so no filter can be there.
      throw Registry.notFound(members.get("filterArn").asText());
    }
    Resource version = active(Kind.SOLUTION_VERSION, members);
    if (!recipe(version.text("recipeArn")).segmentsUsers()) {
      throw invalid(
          "Batch segment jobs need a recipe of type USER_SEGMENTATION, not "
              + version.text("recipeArn"));
    }
  }

  /** The resource that these members name, which must be ACTIVE. */
  private Resource active(Kind kind, ObjectNode members) {
    Resource resource = registry.get(kind, members.get(kind.arnMember()).asText());
    if (resource.phase() == Phase.FAILED || resource.phase() == Phase.STOPPED) {
      throw invalid(
          "%s is %s; it must be ACTIVE".formatted(resource.arn(), tuning.status(resource)));
    }
    if (resource.phase() != Phase.ACTIVE) {
      throw new AwsError(
          "ResourceInUseException",
          "%s is in status %s; wait until it is ACTIVE"
              .formatted(resource.arn(), tuning.status(resource)));
    }
    return resource;
  }

  private static Recipe recipe(String arn) {
    return Recipe.withArn(arn).orElseThrow(() -> Registry.notFound(arn));
  }

  private void checkPath(ObjectNode members, String pointer) {
    String path = members.at(pointer).asText();
    if (Storage.bucket(path).isEmpty()) {
      throw invalid(pointer.substring(1) + " must be of the form s3://bucket/key, not " + path);
    }
    if (path.length() > tuning.of(Quota.PATH_LENGTH)) {
      throw invalid(
          "%s has %d characters; at most %d are allowed"
              .formatted(pointer.substring(1), path.length(), tuning.of(Quota.PATH_LENGTH)));
    }
  }

  private void checkRole(ObjectNode members) {
    String role = members.path("roleArn").asText();
    if (!role.isEmpty() && !trusted.test(role)) {
      throw invalid("Personalize can't assume the role " + role + ": check its trust policy");
    }
  }

  private static void setDefault(ObjectNode members, String member, JsonNode value) {
    if (!members.has(member)) {
      members.set(member, value);
    }
  }

  private static AwsError invalid(String message) {
    return new AwsError("InvalidInputException", message);
  }
}
