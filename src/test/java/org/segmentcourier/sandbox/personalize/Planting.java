package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Puts batch segment jobs in place that somebody else is to have made, with all that they need,
 * past all rules and quotas; {@link Personalize#plant} says how.
 */
final class Planting {

  private static final Set<String> KNOWN =
      Set.of(
          "jobName",
          "output",
          "outputs",
          "input",
          "solutionVersionArn",
          "recipe",
          "numResults",
          "status",
          "failureReason",
          "created",
          "updated");
  private static final String ROLE = "arn:aws:iam::" + Account.ID + ":role/planted";

  private final Registry registry;
  private final Storage storage;
  private final Clock clock;

  Planting(Registry registry, Storage storage, Clock clock) {
    this.registry = registry;
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * @return {@code batchSegmentJobArn} and {@code solutionVersionArn}
   * @throws IllegalArgumentException what isn't understood, or can't be put
   */
  ObjectNode plant(ObjectNode job) {
    job.fieldNames()
        .forEachRemaining(
            member -> {
              if (!KNOWN.contains(member)) {
                throw new IllegalArgumentException(member + " is not one of " + KNOWN);
              }
            });
    if (!job.path("jobName").isTextual() || !job.path("output").isTextual()) {
      throw new IllegalArgumentException("jobName and output must be given");
    }
    Phase phase = Phase.ofJob(job.path("status").asText("ACTIVE"));
    String version =
        job.path("solutionVersionArn").asText(Account.ARN + "solution/planted/00000000");
    if (!Kind.SOLUTION_VERSION.matches(version)) {
      throw new IllegalArgumentException(version + " is not the ARN of a solution version");
    }
    put(job.get("output").asText(), job.path("outputs"));

    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("jobName", job.get("jobName").asText());
    members.put("solutionVersionArn", version);
    members.put("numResults", job.path("numResults").asInt(Rules.USERS_BY_DEFAULT));
    members.put("roleArn", ROLE);
    String output = job.get("output").asText();
    members
        .putObject("jobInput")
        .putObject("s3DataSource")
        .put("path", job.path("input").asText(output));
    members.putObject("jobOutput").putObject("s3DataDestination").put("path", output);
    Instant now = clock.instant();
    Instant created = instant(job.path("created"), now);
    Instant updated = instant(job.path("updated"), created.isAfter(now) ? created : now);
    synchronized (registry) {
      makeVersion(version, job.path("recipe").asText(Recipe.ITEM_ATTRIBUTE_AFFINITY.id()), created);
      add(
          Kind.BATCH_SEGMENT_JOB,
          Kind.BATCH_SEGMENT_JOB.arn(members, 0),
          members,
          phase,
          job.path("failureReason").asText(""),
          created,
          updated);
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("batchSegmentJobArn", Kind.BATCH_SEGMENT_JOB.arn(members, 0))
        .put("solutionVersionArn", version);
  }

  private void put(String output, JsonNode contents) {
    String folder = Storage.folder(output);
    try {
      for (Map.Entry<String, JsonNode> each : contents.properties()) {
        storage.put(
            Storage.bucket(output),
            folder + each.getKey(),
            each.getValue().asText().getBytes(StandardCharsets.UTF_8));
      }
      if (!contents.isMissingNode()) {
        storage.put(Storage.bucket(output), folder + "_CHECK", new byte[0]);
      }
    } catch (JobFailed e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void makeVersion(String version, String recipeId, Instant created) {
    if (registry.find(version).isPresent()) {
      return;
    }
    String solution = version.substring(0, version.lastIndexOf('/'));
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("recipeArn", "arn:aws:personalize:::recipe/" + recipeId);
    if (registry.find(solution).isEmpty()) {
      String group = Account.ARN + "dataset-group/planted";
      if (registry.find(group).isEmpty()) {
        ObjectNode its = JsonNodeFactory.instance.objectNode().put("name", "planted");
        add(Kind.DATASET_GROUP, group, its, Phase.ACTIVE, "", created, created);
      }
      members.put("datasetGroupArn", group);
      members.put("performHPO", false).put("performAutoML", false);
      ObjectNode its = members.deepCopy();
      its.put("name", Kind.lastPart(solution)).put("performAutoTraining", false);
      add(Kind.SOLUTION, solution, its, Phase.ACTIVE, "", created, created);
    } else {
      members = registry.find(solution).orElseThrow().members().deepCopy();
      members.remove("name");
      members.remove("performAutoTraining");
    }
    members.put("solutionArn", solution);
    members.put("trainingMode", "FULL").put("trainingType", "MANUAL");
    add(Kind.SOLUTION_VERSION, version, members, Phase.ACTIVE, "", created, created);
  }

  private void add(
      Kind kind,
      String arn,
      ObjectNode members,
      Phase phase,
      String failureReason,
      Instant created,
      Instant updated) {
    registry.add(
        new Resource(
            kind,
            arn,
            registry.nextNumber(),
            members,
            phase,
            failureReason,
            created,
            updated,
            Instant.MAX,
            Map.of()));
  }

  private static Instant instant(JsonNode epochSeconds, Instant otherwise) {
    return epochSeconds.isNumber()
        ? Instant.ofEpochMilli(Math.round(epochSeconds.doubleValue() * 1000))
        : otherwise;
  }
}
