package org.segmentcourier.training.personalize;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.PersonalizeServiceClientConfiguration;
import software.amazon.awssdk.services.personalize.model.*;

/** Personalize's client, in front of {@link FakeResources}. */
public final class FakePersonalize extends FakeResources implements PersonalizeClient {

  public static final String BASE = "arn:aws:personalize:us-east-1:123456789012:";
  public static final String ROLE = "arn:aws:iam::123456789012:role/personalize";
  public static final List<String> RECIPES =
      List.of(
          "arn:aws:personalize:::recipe/aws-item-affinity",
          "arn:aws:personalize:::recipe/aws-item-attribute-affinity",
          "arn:aws:personalize:::recipe/aws-user-personalization");

  public FakePersonalize(Supplier<Instant> clock) {
    super(clock);
  }

  @Override
  public CreateDatasetGroupResponse createDatasetGroup(CreateDatasetGroupRequest r) {
    String arn =
        create(Kind.DATASET_GROUP, r, BASE + "dataset-group/" + r.name(), "datasetGroupArn");
    return CreateDatasetGroupResponse.builder().datasetGroupArn(arn).build();
  }

  @Override
  public DescribeDatasetGroupResponse describeDatasetGroup(DescribeDatasetGroupRequest r) {
    return DescribeDatasetGroupResponse.builder()
        .datasetGroup(this.<DatasetGroup>describe(r.datasetGroupArn(), DatasetGroup.builder()))
        .build();
  }

  @Override
  public CreateSchemaResponse createSchema(CreateSchemaRequest r) {
    String arn = create(Kind.SCHEMA, r, BASE + "schema/" + r.name(), "schemaArn");
    return CreateSchemaResponse.builder().schemaArn(arn).build();
  }

  @Override
  public DescribeSchemaResponse describeSchema(DescribeSchemaRequest r) {
    return DescribeSchemaResponse.builder()
        .schema(this.<DatasetSchema>describe(r.schemaArn(), DatasetSchema.builder()))
        .build();
  }

  @Override
  public CreateDatasetResponse createDataset(CreateDatasetRequest r) {
    String group = r.datasetGroupArn().substring(r.datasetGroupArn().lastIndexOf('/') + 1);
    String arn =
        create(Kind.DATASET, r, BASE + "dataset/" + group + "/" + r.datasetType(), "datasetArn");
    return CreateDatasetResponse.builder().datasetArn(arn).build();
  }

  @Override
  public DescribeDatasetResponse describeDataset(DescribeDatasetRequest r) {
    return DescribeDatasetResponse.builder()
        .dataset(this.<Dataset>describe(r.datasetArn(), Dataset.builder()))
        .build();
  }

  @Override
  public CreateDatasetImportJobResponse createDatasetImportJob(CreateDatasetImportJobRequest r) {
    String arn =
        create(
            Kind.DATASET_IMPORT_JOB,
            r,
            BASE + "dataset-import-job/" + r.jobName(),
            "datasetImportJobArn");
    return CreateDatasetImportJobResponse.builder().datasetImportJobArn(arn).build();
  }

  @Override
  public DescribeDatasetImportJobResponse describeDatasetImportJob(
      DescribeDatasetImportJobRequest r) {
    return DescribeDatasetImportJobResponse.builder()
        .datasetImportJob(
            this.<DatasetImportJob>describe(r.datasetImportJobArn(), DatasetImportJob.builder()))
        .build();
  }

  @Override
  public CreateSolutionResponse createSolution(CreateSolutionRequest r) {
    String arn = create(Kind.SOLUTION, r, BASE + "solution/" + r.name(), "solutionArn");
    return CreateSolutionResponse.builder().solutionArn(arn).build();
  }

  @Override
  public DescribeSolutionResponse describeSolution(DescribeSolutionRequest r) {
    return DescribeSolutionResponse.builder()
        .solution(this.<Solution>describe(r.solutionArn(), Solution.builder()))
        .build();
  }

  @Override
  public CreateSolutionVersionResponse createSolutionVersion(CreateSolutionVersionRequest r) {
    String id = versionId(r.name());
    String arn = create(Kind.SOLUTION_VERSION, r, r.solutionArn() + "/" + id, "solutionVersionArn");
    return CreateSolutionVersionResponse.builder().solutionVersionArn(arn).build();
  }

  @Override
  public DescribeSolutionVersionResponse describeSolutionVersion(DescribeSolutionVersionRequest r) {
    return DescribeSolutionVersionResponse.builder()
        .solutionVersion(
            this.<SolutionVersion>describe(r.solutionVersionArn(), SolutionVersion.builder()))
        .build();
  }

  @Override
  public CreateBatchSegmentJobResponse createBatchSegmentJob(CreateBatchSegmentJobRequest r) {
    refuseIfTooManyPending();
    String arn =
        create(
            Kind.BATCH_SEGMENT_JOB,
            r,
            BASE + "batch-segment-job/" + r.jobName(),
            "batchSegmentJobArn");
    return CreateBatchSegmentJobResponse.builder().batchSegmentJobArn(arn).build();
  }

  @Override
  public DescribeBatchSegmentJobResponse describeBatchSegmentJob(DescribeBatchSegmentJobRequest r) {
    return DescribeBatchSegmentJobResponse.builder()
        .batchSegmentJob(
            this.<BatchSegmentJob>describe(r.batchSegmentJobArn(), BatchSegmentJob.builder()))
        .build();
  }

  @Override
  public ListDatasetsResponse listDatasets(ListDatasetsRequest r) {
    return ListDatasetsResponse.builder()
        .datasets(
            children("dataset/", "datasetGroupArn", r.datasetGroupArn()).stream()
                .map(
                    m ->
                        DatasetSummary.builder()
                            .name(m.path("name").asText())
                            .datasetArn(m.path("datasetArn").asText())
                            .build())
                .toList())
        .build();
  }

  @Override
  public ListSolutionsResponse listSolutions(ListSolutionsRequest r) {
    return ListSolutionsResponse.builder()
        .solutions(
            children("solution/", "datasetGroupArn", r.datasetGroupArn()).stream()
                .map(
                    m ->
                        SolutionSummary.builder()
                            .name(m.path("name").asText())
                            .solutionArn(m.path("solutionArn").asText())
                            .build())
                .toList())
        .build();
  }

  @Override
  public ListSolutionVersionsResponse listSolutionVersions(ListSolutionVersionsRequest r) {
    return ListSolutionVersionsResponse.builder()
        .solutionVersions(
            children("solution/", "solutionArn", r.solutionArn()).stream()
                .filter(m -> m.has("solutionVersionArn"))
                .map(
                    m ->
                        SolutionVersionSummary.builder()
                            .solutionVersionArn(m.path("solutionVersionArn").asText())
                            .build())
                .toList())
        .build();
  }

  @Override
  public ListRecipesResponse listRecipes(ListRecipesRequest r) {
    return ListRecipesResponse.builder()
        .recipes(RECIPES.stream().map(a -> RecipeSummary.builder().recipeArn(a).build()).toList())
        .build();
  }

  @Override
  public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest r) {
    return ListTagsForResourceResponse.builder()
        .tags(
            tags.get(r.resourceArn()).entrySet().stream()
                .map(t -> Tag.builder().tagKey(t.getKey()).tagValue(t.getValue()).build())
                .toList())
        .build();
  }

  @Override
  public TagResourceResponse tagResource(TagResourceRequest r) {
    r.tags().forEach(t -> tags.get(r.resourceArn()).put(t.tagKey(), t.tagValue()));
    return TagResourceResponse.builder().build();
  }

  @Override
  public PersonalizeServiceClientConfiguration serviceClientConfiguration() {
    return PersonalizeServiceClientConfiguration.builder().region(Region.US_EAST_1).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
