package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What a right training config says. Requests hold the members for Personalize's create calls as
 * the config has them, without tags.
 *
 * @param notes what of the config has no effect, a sentence each
 */
public record TrainingConfig(
    ObjectNode datasetGroup,
    Map<String, String> tags,
    List<Dataset> datasets,
    List<Solution> solutions,
    List<String> notes) {

  /** Its name. */
  public String name() {
    return datasetGroup.path("name").asText();
  }

  /**
   * A dataset, its schema, and how its data is imported.
   *
   * @param importJob members for the import jobs
   * @param columns of the schema
   */
  public record Dataset(
      DatasetType type,
      ObjectNode dataset,
      Map<String, String> tags,
      ObjectNode schema,
      List<String> columns,
      ObjectNode importJob,
      Map<String, String> importTags) {}

  /**
   * A solution and what is made with it.
   *
   * @param version members for its versions
   */
  public record Solution(
      ObjectNode solution,
      Map<String, String> tags,
      ObjectNode version,
      Map<String, String> versionTags,
      List<SegmentJob> segmentJobs) {

    public String name() {
      return solution.path("name").asText();
    }
  }

  /** A batch segment job, to be run for each file of queries. */
  public record SegmentJob(ObjectNode job, Map<String, String> tags) {}
}
