package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.personalize.model.CreateBatchInferenceJobRequest;
import software.amazon.awssdk.services.personalize.model.CreateBatchSegmentJobRequest;
import software.amazon.awssdk.services.personalize.model.CreateCampaignRequest;
import software.amazon.awssdk.services.personalize.model.CreateDatasetGroupRequest;
import software.amazon.awssdk.services.personalize.model.CreateDatasetImportJobRequest;
import software.amazon.awssdk.services.personalize.model.CreateDatasetRequest;
import software.amazon.awssdk.services.personalize.model.CreateEventTrackerRequest;
import software.amazon.awssdk.services.personalize.model.CreateFilterRequest;
import software.amazon.awssdk.services.personalize.model.CreateRecommenderRequest;
import software.amazon.awssdk.services.personalize.model.CreateSchemaRequest;
import software.amazon.awssdk.services.personalize.model.CreateSolutionRequest;
import software.amazon.awssdk.services.personalize.model.CreateSolutionVersionRequest;

/**
 * The grammar of training configs: that of the AWS solution "Maintaining Personalized Experiences
 * with Machine Learning", so that its configs work here. Sections that are right but not yet built
 * are noted as not supported.
 */
final class ConfigGrammar {

  private static final Check TAGS = ServiceConfig.TAGS;

  private static final Check DATASET_GROUP =
      new ObjectCheck()
          .required(
              "serviceConfig",
              ServiceConfig.of(CreateDatasetGroupRequest.builder(), "roleArn", "kmsKeyArn")
                  .required("name"))
          .optional(
              "workflowConfig",
              new ObjectCheck()
                  .optional(
                      "schedules", new ObjectCheck().optional("import", later(TimeText.SCHEDULE)))
                  .optional("maxAge", later(TimeText.DURATION)));

  private static final Check DATASET =
      new ObjectCheck()
          .required(
              "dataset",
              new ObjectCheck()
                  .required(
                      "serviceConfig",
                      ServiceConfig.of(
                              CreateDatasetRequest.builder(),
                              "datasetGroupArn",
                              "schemaArn",
                              "datasetType")
                          .required("name")))
          .required(
              "schema",
              new ObjectCheck()
                  .required(
                      "serviceConfig",
                      ServiceConfig.of(CreateSchemaRequest.builder())
                          .required("name")
                          .required(
                              "schema",
                              Check.value(JsonNode::isObject, "an Avro schema as an object"))));

  private static final Check DATASETS =
      new ObjectCheck()
          .optional(
              "serviceConfig",
              ServiceConfig.of(
                  CreateDatasetImportJobRequest.builder(),
                  "jobName",
                  "datasetArn",
                  "dataSource",
                  "roleArn"))
          .required("interactions", DATASET)
          .optional("users", DATASET)
          .optional("items", DATASET);

  private static final Check BATCH_INFERENCE_JOB =
      batchJob(
          ServiceConfig.of(
              CreateBatchInferenceJobRequest.builder(),
              "jobName",
              "solutionVersionArn",
              "roleArn",
              "jobInput",
              "jobOutput"),
          TimeText.SCHEDULE,
          TimeText.DURATION);

  private static final Check BATCH_SEGMENT_JOB =
      batchJob(
          ServiceConfig.of(
              CreateBatchSegmentJobRequest.builder(),
              "jobName",
              "solutionVersionArn",
              "roleArn",
              "jobInput",
              "jobOutput"),
          later(TimeText.SCHEDULE),
          later(TimeText.DURATION));

  private static final Check CAMPAIGN =
      new ObjectCheck()
          .required(
              "serviceConfig",
              ServiceConfig.of(CreateCampaignRequest.builder(), "solutionVersionArn")
                  .required("name"));

  private static final Check SOLUTION =
      new ObjectCheck()
          .required(
              "serviceConfig",
              ServiceConfig.of(CreateSolutionRequest.builder(), "datasetGroupArn")
                  .required("name")
                  .required("recipeArn", Check.value(JsonNode::isTextual, "the ARN of a recipe"))
                  .optional(
                      "solutionVersion",
                      ServiceConfig.of(
                          CreateSolutionVersionRequest.builder(), "solutionArn", "name")))
          .optional(
              "workflowConfig",
              new ObjectCheck()
                  .optional(
                      "schedules",
                      new ObjectCheck()
                          .optional("full", later(TimeText.SCHEDULE))
                          .optional("update", later(TimeText.SCHEDULE)))
                  .optional("maxAge", later(TimeText.DURATION)))
          .optional("campaigns", later(Check.listOf(CAMPAIGN)))
          .optional("batchInferenceJobs", later(Check.listOf(BATCH_INFERENCE_JOB)))
          .optional("batchSegmentJobs", Check.listOf(BATCH_SEGMENT_JOB));

  /** The whole config. */
  static final Check CONFIG =
      new ObjectCheck()
          .optional("tags", TAGS)
          .required("datasetGroup", DATASET_GROUP)
          .optional("datasets", DATASETS)
          .optional(
              "eventTracker",
              later(
                  new ObjectCheck()
                      .required(
                          "serviceConfig",
                          ServiceConfig.of(CreateEventTrackerRequest.builder(), "datasetGroupArn")
                              .required("name"))))
          .optional(
              "filters",
              later(
                  Check.listOf(
                      new ObjectCheck()
                          .required(
                              "serviceConfig",
                              ServiceConfig.of(CreateFilterRequest.builder(), "datasetGroupArn")
                                  .required("name")
                                  .required("filterExpression")))))
          .optional(
              "recommenders",
              later(
                  Check.listOf(
                      new ObjectCheck()
                          .required(
                              "serviceConfig",
                              ServiceConfig.of(
                                      CreateRecommenderRequest.builder(), "datasetGroupArn")
                                  .required("name")
                                  .required("recipeArn")))))
          .optional("solutions", Check.listOf(SOLUTION));

  private ConfigGrammar() {}

  private static Check batchJob(Check serviceConfig, Check schedule, Check maxAge) {
    return new ObjectCheck()
        .required("serviceConfig", serviceConfig)
        .optional(
            "workflowConfig",
            new ObjectCheck().optional("schedule", schedule).optional("maxAge", maxAge));
  }

  /** Checked like everything else, but nothing comes of it yet, which its author is told. */
  private static Check later(Check check) {
    return check.and(
        (found, path, findings) -> findings.note(path + " is not supported yet; it has no effect"));
  }
}
