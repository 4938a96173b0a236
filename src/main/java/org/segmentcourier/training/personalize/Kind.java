package org.segmentcourier.training.personalize;

import java.util.List;

/**
 * The kinds of Personalize resource that a run looks after, as data; looking, creating and
 * comparing are written once, for all of them.
 */
public enum Kind {
  DATASET_GROUP("Dataset Group", "dataset-group", "name", List.of()),
  SCHEMA("Schema", "schema", "name", List.of()),
  DATASET("Dataset", "dataset", "name", List.of("datasetGroupArn", "schemaArn")),
  DATASET_IMPORT_JOB("Dataset Import Job", "dataset-import-job", "jobName", List.of("datasetArn")),
  SOLUTION("Solution", "solution", "name", List.of("datasetGroupArn")),
  SOLUTION_VERSION("Solution Version", "solution", "name", List.of("solutionArn")),
  BATCH_SEGMENT_JOB(
      "Batch Segment Job", "batch-segment-job", "jobName", List.of("solutionVersionArn"));

  private final String label;
  private final String path;
  private final String nameMember;
  private final List<String> parentMembers;

  Kind(String label, String path, String nameMember, List<String> parentMembers) {
    this.label = label;
    this.path = path;
    this.nameMember = nameMember;
    this.parentMembers = parentMembers;
  }

  /** As in the detail-type of its state changes: {@code Personalize <label> State Change}. */
  public String label() {
    return label;
  }

  /** The member of the create request that holds the name. */
  public String nameMember() {
    return nameMember;
  }

  /** The members of the create request that hold the parents' ARNs, in the order of the parents. */
  public List<String> parentMembers() {
    return parentMembers;
  }

  /** Whether the name says what the resource is made from, so that other content is another one. */
  public boolean namedByContent() {
    return switch (this) {
      case DATASET_IMPORT_JOB, SOLUTION_VERSION, BATCH_SEGMENT_JOB -> true;
      case DATASET_GROUP, SCHEMA, DATASET, SOLUTION -> false;
    };
  }

  /** Schemas have neither status nor tags. */
  public boolean hasStatus() {
    return this != SCHEMA;
  }

  /**
   * The ARN of a resource of a kind whose ARN is known from its name alone.
   *
   * @param base such as {@code arn:aws:personalize:us-east-1:123456789012:}
   */
  String arn(String base, String name) {
    return base + path + "/" + name;
  }

  /**
   * The kind of an ARN.
   *
   * @throws IllegalArgumentException if it is none of ours
   */
  public static Kind of(String arn) {
    String[] parts = arn.substring(arn.lastIndexOf(':') + 1).split("/");
    if (parts[0].equals(SOLUTION.path)) {
      return parts.length == 2 ? SOLUTION : SOLUTION_VERSION;
    }
    for (Kind kind : values()) {
      if (kind.path.equals(parts[0])) {
        return kind;
      }
    }
    throw new IllegalArgumentException("'" + arn + "' is no ARN of a resource that a run makes");
  }
}
