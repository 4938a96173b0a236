package org.segmentcourier.training.personalize;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.CreateBatchSegmentJobRequest;
import software.amazon.awssdk.services.personalize.model.CreateDatasetGroupRequest;
import software.amazon.awssdk.services.personalize.model.CreateDatasetImportJobRequest;
import software.amazon.awssdk.services.personalize.model.CreateDatasetRequest;
import software.amazon.awssdk.services.personalize.model.CreateSchemaRequest;
import software.amazon.awssdk.services.personalize.model.CreateSolutionRequest;
import software.amazon.awssdk.services.personalize.model.CreateSolutionVersionRequest;

/** Which operations each kind of resource is made and described with. */
final class PersonalizeCalls {

  private static final Map<Kind, PersonalizeCalls> OF = new EnumMap<>(Kind.class);

  static {
    PersonalizeCalls.<CreateDatasetGroupRequest>declare(
        Kind.DATASET_GROUP,
        CreateDatasetGroupRequest::builder,
        (client, request) -> client.createDatasetGroup(request).datasetGroupArn(),
        (client, arn) -> client.describeDatasetGroup(d -> d.datasetGroupArn(arn)).datasetGroup());
    PersonalizeCalls.<CreateSchemaRequest>declare(
        Kind.SCHEMA,
        CreateSchemaRequest::builder,
        (client, request) -> client.createSchema(request).schemaArn(),
        (client, arn) -> client.describeSchema(d -> d.schemaArn(arn)).schema());
    PersonalizeCalls.<CreateDatasetRequest>declare(
        Kind.DATASET,
        CreateDatasetRequest::builder,
        (client, request) -> client.createDataset(request).datasetArn(),
        (client, arn) -> client.describeDataset(d -> d.datasetArn(arn)).dataset());
    PersonalizeCalls.<CreateDatasetImportJobRequest>declare(
        Kind.DATASET_IMPORT_JOB,
        CreateDatasetImportJobRequest::builder,
        (client, request) -> client.createDatasetImportJob(request).datasetImportJobArn(),
        (client, arn) ->
            client.describeDatasetImportJob(d -> d.datasetImportJobArn(arn)).datasetImportJob());
    PersonalizeCalls.<CreateSolutionRequest>declare(
        Kind.SOLUTION,
        CreateSolutionRequest::builder,
        (client, request) -> client.createSolution(request).solutionArn(),
        (client, arn) -> client.describeSolution(d -> d.solutionArn(arn)).solution());
    PersonalizeCalls.<CreateSolutionVersionRequest>declare(
        Kind.SOLUTION_VERSION,
        CreateSolutionVersionRequest::builder,
        (client, request) -> client.createSolutionVersion(request).solutionVersionArn(),
        (client, arn) ->
            client.describeSolutionVersion(d -> d.solutionVersionArn(arn)).solutionVersion());
    PersonalizeCalls.<CreateBatchSegmentJobRequest>declare(
        Kind.BATCH_SEGMENT_JOB,
        CreateBatchSegmentJobRequest::builder,
        (client, request) -> client.createBatchSegmentJob(request).batchSegmentJobArn(),
        (client, arn) ->
            client.describeBatchSegmentJob(d -> d.batchSegmentJobArn(arn)).batchSegmentJob());
  }

  private final Supplier<SdkPojo> request;
  private final BiFunction<PersonalizeClient, Object, String> create;
  private final BiFunction<PersonalizeClient, String, SdkPojo> describe;

  private PersonalizeCalls(
      Supplier<SdkPojo> request,
      BiFunction<PersonalizeClient, Object, String> create,
      BiFunction<PersonalizeClient, String, SdkPojo> describe) {
    this.request = request;
    this.create = create;
    this.describe = describe;
  }

  static PersonalizeCalls of(Kind kind) {
    return OF.get(kind);
  }

  /** An empty builder of the create request. */
  SdkPojo request() {
    return request.get();
  }

  /**
   * Creates.
   *
   * @param built of {@link #request}
   * @return the new resource's ARN
   */
  String create(PersonalizeClient client, Object built) {
    return create.apply(client, built);
  }

  SdkPojo describe(PersonalizeClient client, String arn) {
    return describe.apply(client, arn);
  }

  @SuppressWarnings("unchecked") // the builder that is declared beside it makes nothing else
  private static <R> void declare(
      Kind kind,
      Supplier<? extends SdkPojo> request,
      BiFunction<PersonalizeClient, R, String> create,
      BiFunction<PersonalizeClient, String, SdkPojo> describe) {
    OF.put(
        kind,
        new PersonalizeCalls(
            request::get, (client, built) -> create.apply(client, (R) built), describe));
  }
}
