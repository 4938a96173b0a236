package org.segmentcourier.training.personalize;

/**
 * What holds a kind of resource up when Personalize takes no more of it (AWS, "Amazon Personalize
 * endpoints and quotas").
 *
 * @param of what there can be only so many of
 * @param limit as AWS sets it at first
 * @param remedy what makes room
 */
public record Quota(String of, String limit, String remedy) {

  private static final String RAISE = "or ask AWS for more (Service Quotas, Amazon Personalize)";

  /** The quota that holds up a kind; Personalize's refusal doesn't name it reliably. */
  public static Quota of(Kind kind) {
    return switch (kind) {
      case DATASET_GROUP ->
          new Quota(
              "dataset groups in this region",
              "5, unless AWS has raised it",
              "delete a dataset group that is no longer needed, " + RAISE);
      case SCHEMA ->
          new Quota(
              "schemas in this region",
              "500, unless AWS has raised it",
              "delete schemas that no dataset uses, " + RAISE);
      case DATASET ->
          new Quota(
              "datasets in the dataset group",
              "one of each type",
              "delete the dataset that isn't needed");
      case DATASET_IMPORT_JOB ->
          new Quota(
              "dataset import jobs under way in this region",
              "5, unless AWS has raised it",
              "wait until one of them has ended, " + RAISE);
      case SOLUTION ->
          new Quota(
              "solutions in the dataset group",
              "10, unless AWS has raised it",
              "delete a solution that is no longer needed, " + RAISE);
      case SOLUTION_VERSION ->
          new Quota(
              "solution versions in training in this region",
              "20, unless AWS has raised it",
              "wait until one of them has ended, or stop one, " + RAISE);
      case BATCH_SEGMENT_JOB ->
          new Quota(
              "batch segment jobs under way in this region",
              "5; AWS doesn't raise it",
              "wait until one of them has ended");
    };
  }
}
