package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kinds of resource that Personalize keeps, as data; what can be done with a resource is
 * written once, for all of them.
 */
enum Kind {
  DATASET_GROUP(
      "DatasetGroup",
      "dataset-group/[^/]+",
      "",
      List.of("name", "datasetGroupArn", "status", "failureReason", "domain")),
  SCHEMA("Schema", "schema/[^/]+", "", List.of("name", "schemaArn", "domain")),
  DATASET(
      "Dataset",
      "dataset/[^/]+/[A-Z_]+",
      "datasetGroupArn",
      List.of("name", "datasetArn", "datasetType", "status")),
  DATASET_IMPORT_JOB(
      "DatasetImportJob",
      "dataset-import-job/[^/]+",
      "datasetArn",
      List.of("datasetImportJobArn", "jobName", "status", "failureReason", "importMode")),
  SOLUTION(
      "Solution",
      "solution/[^/]+",
      "datasetGroupArn",
      List.of("name", "solutionArn", "status", "recipeArn")),
  SOLUTION_VERSION(
      "SolutionVersion",
      "solution/[^/]+/[^/]+",
      "solutionArn",
      List.of("solutionVersionArn", "status", "trainingMode", "trainingType", "failureReason")),
  BATCH_SEGMENT_JOB(
      "BatchSegmentJob",
      "batch-segment-job/[^/]+",
      "solutionVersionArn",
      List.of("batchSegmentJobArn", "jobName", "status", "failureReason", "solutionVersionArn"));

  /** The kinds with a Delete operation; jobs and their names stay for ever. */
  private static final Set<Kind> DELETABLE = Set.of(DATASET_GROUP, SCHEMA, DATASET, SOLUTION);

  private final String word;
  private final Pattern arn;
  private final String parentMember;
  private final List<String> summary;

  Kind(String word, String id, String parentMember, List<String> summary) {
    this.word = word;
    this.arn = Pattern.compile(Pattern.quote(Account.ARN) + id);
    this.parentMember = parentMember;
    this.summary = summary;
  }

  /** As the operations name it, such as {@code DatasetGroup}. */
  String word() {
    return word;
  }

  /** As members name it, such as {@code datasetGroup}. */
  String member() {
    return Character.toLowerCase(word.charAt(0)) + word.substring(1);
  }

  /** The member that holds the ARN of such a resource, such as {@code datasetGroupArn}. */
  String arnMember() {
    return member() + "Arn";
  }

  /** The member that holds the parent's ARN, by which lists can be filtered; empty: no parent. */
  String parentMember() {
    return parentMember;
  }

  /** The members of a described resource that also stand in a list, dates excepted. */
  List<String> summary() {
    return summary;
  }

  /** Schemas have no status: they are there at once. */
  boolean hasStatus() {
    return this != SCHEMA;
  }

  /** Whether a described resource says why it failed. */
  boolean tellsFailure() {
    return summary.contains("failureReason");
  }

  boolean deletable() {
    return DELETABLE.contains(this);
  }

  /** Schemas are the one kind without tags. */
  boolean taggable() {
    return this != SCHEMA;
  }

  /** Whether this is the ARN of such a resource in this account and region, there or not. */
  boolean matches(String candidate) {
    return arn.matcher(candidate).matches();
  }

  /**
   * The ARN of a new resource.
   *
   * @param number how many resources were made before; what makes a nameless version unique
   */
  String arn(ObjectNode members, long number) {
    return switch (this) {
      case DATASET_GROUP -> Account.ARN + "dataset-group/" + members.get("name").asText();
      case SCHEMA -> Account.ARN + "schema/" + members.get("name").asText();
      case DATASET -> {
        String group = lastPart(members.get("datasetGroupArn").asText());
        yield Account.ARN + "dataset/" + group + "/" + members.get("datasetType").asText();
      }
      case DATASET_IMPORT_JOB ->
          Account.ARN + "dataset-import-job/" + members.get("jobName").asText();
      case SOLUTION -> Account.ARN + "solution/" + members.get("name").asText();
      case SOLUTION_VERSION -> {
        String solution = members.get("solutionArn").asText();
        yield solution + "/" + members.path("name").asText(eightHexDigits(solution + number));
      }
      case BATCH_SEGMENT_JOB ->
          Account.ARN + "batch-segment-job/" + members.get("jobName").asText();
    };
  }

  /** The last part of an ARN: a name, a dataset type or a version's id. */
  static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String eightHexDigits(String of) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
