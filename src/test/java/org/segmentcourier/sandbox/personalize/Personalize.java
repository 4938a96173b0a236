package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import org.segmentcourier.sandbox.Worker;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Amazon Personalize on a laptop: dataset groups, schemas, datasets, imports, solutions, solution
 * versions and batch segment jobs, with the real statuses, limits and refusals, and both user
 * segmentation recipes really ranking. What is not here (filters, event trackers, recommenders,
 * campaigns, batch inference) is refused as not supported.
 *
 * <p>Everything is kept in memory, and statuses follow the given clock: each change of status and
 * the work behind it happens when it is due, in the worker thread ({@link #start}) or in {@link
 * #settle}.
 */
public final class Personalize implements Service, AutoCloseable {

  /** How often the worker looks what is due. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Registry registry = new Registry();
  private final Knowledge knowledge = new Knowledge();
  private final Tuning tuning;
  private final View view;
  private final Tags tags;
  private final Creation creation;
  private final Deletion deletion;
  private final Planting planting;
  private final Progress progress;
  private final Worker worker = new Worker("personalize", LOOK, this::settle);

  /** A Personalize that any role lets in. */
  public Personalize(S3Client s3, Clock clock, Duration pace) {
    this(s3, clock, pace, role -> true);
  }

  /**
   * @param s3 where training data and batch input are read, and batch output is written
   * @param clock what statuses follow, and dates are taken from
   * @param pace how long a resource stays in each status on its way
   * @param trusted whether a role, by its ARN, is there and can be assumed by Personalize
   */
  public Personalize(S3Client s3, Clock clock, Duration pace, Predicate<String> trusted) {
    Storage storage = new Storage(s3);
    tuning = new Tuning(pace);
    view = new View(registry, tuning);
    tags = new Tags(registry, tuning);
    creation =
        new Creation(
            registry, knowledge, tuning, tags, new Rules(registry, tuning, trusted), clock);
    deletion = new Deletion(registry, tuning, clock);
    planting = new Planting(registry, storage, clock);
    progress =
        new Progress(
            registry,
            knowledge,
            tuning,
            clock,
            Map.of(
                Kind.DATASET_IMPORT_JOB, new Importing(registry, storage, tuning, knowledge),
                Kind.SOLUTION_VERSION, new Training(tuning, knowledge),
                Kind.BATCH_SEGMENT_JOB, new Segmenting(storage, tuning, knowledge)));
  }

  /** Starts the worker thread, which settles what is due. Without it, {@link #settle} does. */
  public Personalize start() {
    worker.start();
    return this;
  }

  /** Does all work and all changes of status that are due by the clock, in the caller's thread. */
  public void settle() {
    progress.settle();
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    synchronized (registry) {
      return switch (operation) {
        case "ListRecipes" -> Recipes.list(input);
        case "DescribeRecipe" -> Recipes.describe(input);
        case "ListTagsForResource" -> tags.list(input);
        case "TagResource" -> tags.add(input);
        case "UntagResource" -> tags.remove(input);
        case "StopSolutionVersionCreation" ->
            deletion.stop(input.get("solutionVersionArn").asText());
        case "GetSolutionMetrics" -> metrics(input.get("solutionVersionArn").asText());
        default -> onKind(operation, input);
      };
    }
  }

  private ObjectNode onKind(String operation, ObjectNode input) {
    for (Kind kind : Kind.values()) {
      if (operation.equals("Create" + kind.word())) {
        return creation.create(kind, input);
      }
      if (operation.equals("Describe" + kind.word())) {
        return describe(kind, input.get(kind.arnMember()).asText());
      }
      if (operation.equals("List" + kind.word() + "s")) {
        return list(kind, input);
      }
      if (operation.equals("Delete" + kind.word()) && kind.deletable()) {
        return deletion.delete(kind, input.get(kind.arnMember()).asText());
      }
    }
    throw new AwsError(
        "InvalidInputException", "The sandbox's Personalize does not support " + operation);
  }

  private ObjectNode describe(Kind kind, String arn) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(kind.member(), view.described(registry.get(kind, arn)));
    return answer;
  }

  private ObjectNode list(Kind kind, ObjectNode input) {
    String parent = kind.parentMember().isEmpty() ? "" : input.path(kind.parentMember()).asText();
    if (kind == Kind.SOLUTION_VERSION && !parent.isEmpty()) {
      registry.get(Kind.SOLUTION, parent);
    }
    List<Resource> listed =
        parent.isEmpty()
            ? registry.all(kind).toList()
            : registry.all(kind, kind.parentMember(), parent).toList();
    return Pages.page(kind.member() + "s", input, listed, Resource::number, view::summarized);
  }

  private ObjectNode metrics(String versionArn) {
    Resource version = registry.get(Kind.SOLUTION_VERSION, versionArn);
    if (version.phase().isBeingMade()) {
      throw new AwsError(
          "ResourceInUseException",
          versionArn + " is in status " + tuning.status(version) + "; wait until it is ACTIVE");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("solutionVersionArn", versionArn);
    ObjectNode metrics = answer.putObject("metrics");
    knowledge.model(versionArn).ifPresent(model -> model.metrics().forEach(metrics::put));
    return answer;
  }

  /**
   * Changes pace, quotas, spelling of statuses, or what fails next. A pace takes effect with a
   * resource's next status.
   *
   * <pre>
   * {"pace": 0.2}                               seconds in each status, for every kind
   * {"pace": {"SolutionVersion": 5}}            ... for one kind
   * {"quotas": {"datasetGroups": 1}}            by the keys of {@link Quota}
   * {"fail": {"kind": "BatchSegmentJob", "count": 1, "reason": "…"}}   the next ones of a kind fail
   * {"batchJobStatuses": "CREATE PENDING"}      spelling; or "PENDING", as at first
   * {"errorLine": "null"}                       output of a failed query; or "emptyList"
   * </pre>
   */
  @Override
  public void tune(ObjectNode changes) {
    tuning.change(changes);
  }

  /**
   * Puts a batch segment job in place that somebody else is to have made, with all that it needs,
   * past all rules and quotas:
   *
   * <pre>
   * {"jobName": "theirs",                        planted again, the job is replaced
   *  "output": "s3://bucket/folder/",
   *  "outputs": {"a.json.out": "{…}\n"},         content to put there, beside a _CHECK; without,
   *                                              what is in S3 already is the output
   *  "input": "s3://bucket/a.json",              optional, as are all below
   *  "solutionVersionArn": "arn:…",              made with its parents if it isn't there
   *  "recipe": "aws-item-affinity",              of a solution so made; else item-attribute-affinity
   *  "numResults": 50,
   *  "status": "ACTIVE",                         or PENDING, IN PROGRESS (stays so), CREATE FAILED
   *  "failureReason": "…",
   *  "created": 1764000000, "updated": 1764000060}    epoch seconds; else now
   * </pre>
   *
   * @return {@code batchSegmentJobArn} and {@code solutionVersionArn}
   * @throws IllegalArgumentException what isn't understood, or can't be put
   */
  public ObjectNode plant(ObjectNode job) {
    return planting.plant(job);
  }

  /** Stops the worker thread. */
  @Override
  public void close() {
    worker.close();
  }
}
