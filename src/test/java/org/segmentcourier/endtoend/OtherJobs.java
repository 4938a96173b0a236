package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.pinpoint.model.ChannelType;
import software.amazon.awssdk.services.pinpoint.model.EndpointBatchItem;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * Batch segment jobs that somebody else runs and announces on the custom bus, by the contract of
 * the AWS solution "Maintaining Personalized Experiences with Machine Learning"; and the users that
 * are in their segments. No model is trained for them, so they are there at once.
 */
public final class OtherJobs {

  private final EndToEnd system;

  OtherJobs(EndToEnd system) {
    this.system = system;
  }

  /** Gives a user endpoints with these ids, e-mail addresses all of them. */
  public void user(String user, String... endpoints) {
    register(Arrays.stream(endpoints).map(endpoint -> mailbox(user, endpoint)).toList());
  }

  /** Gives each of these users, 100 at most, one endpoint: an e-mail address. */
  public void users(Map<String, String> endpoints) {
    register(
        endpoints.entrySet().stream()
            .map(endpoint -> mailbox(endpoint.getKey(), endpoint.getValue()))
            .toList());
  }

  /**
   * Gives users the endpoints of a file, by an import past the application.
   *
   * @param patience how long the import may take
   */
  public void endpoints(Path file, Duration patience) {
    var aws = system.aws();
    var key = "audience/" + file.getFileName();
    aws.put(aws.importBucket(), key, file);
    var job =
        aws.pinpoint()
            .createImportJob(
                request ->
                    request
                        .applicationId(aws.project())
                        .importJobRequest(
                            order ->
                                order
                                    .s3Url("s3://" + aws.importBucket() + "/" + key)
                                    .format("CSV")
                                    .registerEndpoints(true)
                                    .roleArn(aws.output("PinpointRoleArn"))))
            .importJobResponse();
    await("the import of " + file)
        .atMost(patience)
        .until(
            () ->
                aws.pinpoint()
                        .getImportJob(r -> r.applicationId(aws.project()).jobId(job.id()))
                        .importJobResponse()
                        .jobStatus()
                    == JobStatus.COMPLETED);
  }

  private void register(List<EndpointBatchItem> items) {
    var aws = system.aws();
    aws.pinpoint()
        .updateEndpointsBatch(
            request ->
                request
                    .applicationId(aws.project())
                    .endpointBatchRequest(batch -> batch.item(items)));
  }

  private static EndpointBatchItem mailbox(String user, String endpoint) {
    return EndpointBatchItem.builder()
        .id(endpoint)
        .channelType(ChannelType.EMAIL)
        .address(endpoint + "@example.com")
        .user(its -> its.userId(user))
        .build();
  }

  /**
   * A job that has finished, and is announced.
   *
   * @param outputs what its output files hold, by name
   * @return its ARN
   */
  public String finish(String name, Map<String, String> outputs) {
    var job = new LinkedHashMap<String, Object>();
    job.put("jobName", name);
    job.put("output", outputFolder(name));
    job.put("outputs", outputs);
    var arn = plant(job);
    announce(arn, "ACTIVE");
    return arn;
  }

  /**
   * A job that has failed, and is announced as if it had not.
   *
   * @return its ARN
   */
  public String fail(String name, String reason) {
    var arn =
        plant(
            Map.of(
                "jobName",
                name,
                "output",
                outputFolder(name),
                "status",
                "CREATE FAILED",
                "failureReason",
                reason));
    announce(arn, "ACTIVE");
    return arn;
  }

  private String outputFolder(String name) {
    return "s3://%s/batch/others/%s/".formatted(system.aws().dataBucket(), name);
  }

  /**
   * A job that has finished, of which nobody was told yet.
   *
   * @param outputs what its output files hold, by name
   * @return its ARN
   */
  public String plant(String name, Map<String, String> outputs, Instant created) {
    return plant(
        Map.of(
            "jobName",
            name,
            "output",
            outputFolder(name),
            "outputs",
            outputs,
            "created",
            created.getEpochSecond()));
  }

  /**
   * The same with one output file, however large, which is not held in memory.
   *
   * @return its ARN
   */
  public String plant(String name, Path output, Instant created) {
    var aws = system.aws();
    aws.put(aws.dataBucket(), "batch/others/%s/%s".formatted(name, output.getFileName()), output);
    return plant(name, Map.of(), created);
  }

  /** Adds an output file to those that a job has. */
  public void output(String name, String file, String content) {
    var aws = system.aws();
    aws.put(aws.dataBucket(), "batch/others/%s/%s".formatted(name, file), content);
  }

  private String plant(Map<String, Object> job) {
    return system
        .control()
        .ask("POST", "/plant/segment-job", job)
        .path("batchSegmentJobArn")
        .asText();
  }

  /** Announces a state of a batch segment job. */
  public void announce(String arn, String status) {
    var aws = system.aws();
    var detail =
        JsonNodeFactory.instance
            .objectNode()
            .put("Arn", arn)
            .put("Status", status)
            .put("Duration", 1234);
    var entry =
        PutEventsRequestEntry.builder()
            .eventBusName(aws.output("BusName"))
            .source(aws.output("StateChangesSource"))
            .detailType("Personalize Batch Segment Job State Change")
            .resources(arn)
            .detail(detail.toString())
            .build();
    var answer = aws.events().putEvents(request -> request.entries(entry));
    assertThat(answer.failedEntryCount()).isZero();
  }

  /** Waits until somebody is told that a job is delivered. */
  public Mail delivered(String arn) {
    return system.mail("Batch segment job %s is delivered.".formatted(arn));
  }

  /** What was published of a job: the endpoint ids of each segment file, by the file's name. */
  public Map<String, List<String>> published(String arn) {
    var aws = system.aws();
    var files = new TreeMap<String, List<String>>();
    for (var object : aws.list(aws.importBucket(), "pinpoint/")) {
      var head =
          aws.s3().headObject(request -> request.bucket(aws.importBucket()).key(object.key()));
      if (arn.equals(head.metadata().get("job"))) {
        var rows = aws.read(aws.importBucket(), object.key()).lines().toList();
        assertThat(rows.get(0)).isEqualTo("Id");
        files.put(
            object.key().substring(object.key().lastIndexOf('/') + 1),
            rows.subList(1, rows.size()));
      }
    }
    return files;
  }
}
