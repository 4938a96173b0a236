package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.PersonalizeServiceClientConfiguration;
import software.amazon.awssdk.services.personalize.model.*;

/**
 * Personalize in memory: what is created is pending until {@link #finish} or {@link #fail}. It has
 * the real service's refusals of taken names and its limit of pending segment jobs.
 */
public final class FakePersonalize implements PersonalizeClient {

  public static final String BASE = "arn:aws:personalize:us-east-1:123456789012:";
  public static final String ROLE = "arn:aws:iam::123456789012:role/personalize";
  public static final List<String> RECIPES =
      List.of(
          "arn:aws:personalize:::recipe/aws-item-affinity",
          "arn:aws:personalize:::recipe/aws-item-attribute-affinity",
          "arn:aws:personalize:::recipe/aws-user-personalization");

  public final Map<String, ObjectNode> resources = new LinkedHashMap<>();
  public final List<String> created = new ArrayList<>();
  public final Map<String, Map<String, String>> tags = new HashMap<>();
  private final Supplier<Instant> clock;
  private Predicate<String> throttled = operation -> false;
  private String forbidden = "";
  private String refused = "";
  private String refusal = "";
  private String hidden = "";
  private int pendingJobs = 5;

  /** Whether a version's ARN ends in its name; nowhere promised. */
  private boolean opaqueVersions;

  public FakePersonalize(Supplier<Instant> clock) {
    this.clock = clock;
  }

  public void throttle(Predicate<String> operations) {
    throttled = operations;
  }

  /** An operation is not permitted; empty: all are. */
  public void forbid(String operation) {
    forbidden = operation;
  }

  /** An operation is refused as wrong. */
  public void refuse(String operation, String reason) {
    refused = operation;
    refusal = reason;
  }

  /** A resource is listed, but can't be described; empty: all can. */
  public void hide(String arn) {
    hidden = arn;
  }

  public void limitPendingJobs(int limit) {
    pendingJobs = limit;
  }

  public void hideVersionNames() {
    opaqueVersions = true;
  }

  /** Everything that is pending becomes active. */
  public void finish() {
    finish(arn -> true);
  }

  public void finish(Predicate<String> arns) {
    end(arns, "ACTIVE", "");
  }

  public void fail(Predicate<String> arns, String reason) {
    end(arns, "CREATE FAILED", reason);
  }

  private void end(Predicate<String> arns, String status, String reason) {
    resources.forEach(
        (arn, members) -> {
          if (arns.test(arn) && members.path("status").asText().equals("CREATE PENDING")) {
            members.put("status", status);
            members.put("lastUpdatedDateTime", clock.get().toString());
            if (!reason.isEmpty()) {
              members.put("failureReason", reason);
            }
          }
        });
  }

  /** Names of what was created since the last call. */
  public List<String> createdSince() {
    var names = List.copyOf(created);
    created.clear();
    return names;
  }

  public ObjectNode only(String arnPart) {
    var found = resources.entrySet().stream().filter(e -> e.getKey().contains(arnPart)).toList();
    if (found.size() != 1) {
      throw new AssertionError(arnPart + " is part of " + found);
    }
    return found.get(0).getValue();
  }

  private String create(Kind kind, SdkPojo request, String arn, String arnMember) {
    refuseIfThrottled("Create" + kind.label().replace(" ", ""));
    if (resources.containsKey(arn)) {
      throw ResourceAlreadyExistsException.builder().message(arn + " exists").build();
    }
    ObjectNode members = SdkMembers.read(request);
    tags.put(arn, new HashMap<>());
    members
        .path("tags")
        .forEach(t -> tags.get(arn).put(t.path("tagKey").asText(), t.path("tagValue").asText()));
    members.remove("tags");
    members.put(arnMember, arn);
    members.put("creationDateTime", clock.get().toString());
    members.put("lastUpdatedDateTime", clock.get().toString());
    if (kind.hasStatus()) {
      members.put("status", "CREATE PENDING");
    }
    resources.put(arn, members);
    created.add(members.path(kind.nameMember()).asText());
    return arn;
  }

  private <T> T describe(String arn, SdkPojo builder) {
    refuseIfThrottled("Describe");
    ObjectNode members = resources.get(arn);
    if (members == null || arn.equals(hidden)) {
      throw ResourceNotFoundException.builder().message("no " + arn).build();
    }
    @SuppressWarnings("unchecked")
    T built = (T) SdkMembers.build(builder, timesOut(members, builder));
    return built;
  }

  /** Times are no part of any request, so {@link SdkMembers#build} doesn't know them. */
  private static ObjectNode timesOut(ObjectNode members, SdkPojo builder) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (var field : builder.sdkFields()) {
      var value = members.get(field.locationName());
      if (value != null && field.locationName().endsWith("DateTime")) {
        field.set(builder, Instant.parse(value.asText()));
      } else if (value != null) {
        rest.set(field.locationName(), value);
      }
    }
    return rest;
  }

  private void refuseIfThrottled(String operation) {
    if (operation.equals(forbidden)) {
      throw PersonalizeException.builder()
          .statusCode(400)
          .message("not authorized: personalize:" + operation)
          .build();
    }
    if (operation.equals(refused)) {
      throw InvalidInputException.builder().message(refusal).build();
    }
    if (throttled.test(operation)) {
      throw LimitExceededException.builder().message("rate of " + operation).build();
    }
  }

  private List<ObjectNode> children(String arnPart, String parentMember, String parent) {
    return resources.entrySet().stream()
        .filter(e -> e.getKey().startsWith(BASE + arnPart))
        .filter(e -> e.getValue().path(parentMember).asText().equals(parent))
        .map(Map.Entry::getValue)
        .toList();
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
    String id = opaqueVersions ? "%08x".formatted(resources.size()) : r.name();
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
    long pending =
        resources.entrySet().stream()
            .filter(e -> e.getKey().startsWith(BASE + "batch-segment-job/"))
            .filter(e -> e.getValue().path("status").asText().equals("CREATE PENDING"))
            .count();
    if (pending >= pendingJobs) {
      throw LimitExceededException.builder().message("too many pending segment jobs").build();
    }
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
