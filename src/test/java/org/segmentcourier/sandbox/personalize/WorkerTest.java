package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The worker thread, with the real clock. */
class WorkerTest {

  @Test
  void theWorkerSettlesWhatIsDue() {
    try (Personalize personalize =
        new Personalize(new MemoryS3(), Clock.systemUTC(), Duration.ofMillis(10)).start()) {
      personalize.call("CreateDatasetGroup", Bench.json("{\"name\": \"g\"}"));

      await().until(() -> groupStatus(personalize).equals("ACTIVE"));
    }
  }

  @Test
  void callsAreAnsweredWhileAJobWaitsForS3() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    S3Client slow = new SlowS3(reading, answered);
    try (Personalize personalize =
        new Personalize(slow, Clock.systemUTC(), Duration.ofMillis(10)).start()) {
      personalize.call("CreateDatasetGroup", Bench.json("{\"name\": \"g\"}"));
      await().until(() -> groupStatus(personalize).equals("ACTIVE"));
      importItems(personalize);
      assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

      ObjectNode jobs = personalize.call("ListDatasetImportJobs", Bench.json("{}"));
      answered.countDown();

      assertThat(jobs.at("/datasetImportJobs/0/status").asText()).isEqualTo("CREATE IN_PROGRESS");
    }
  }

  private static void importItems(Personalize personalize) {
    String schema =
        """
        {"name": "s", "schema": "{\\"type\\":\\"record\\",\\"name\\":\\"Items\\",\\"fields\\":[
        {\\"name\\":\\"ITEM_ID\\",\\"type\\":\\"string\\"},
        {\\"name\\":\\"YEAR\\",\\"type\\":\\"int\\"}]}"}"""
            .replace("\n", " ");
    personalize.call("CreateSchema", Bench.json(schema));
    String dataset =
        """
        {"name": "d", "datasetType": "ITEMS", "datasetGroupArn": "%sdataset-group/g",
         "schemaArn": "%sschema/s"}"""
            .formatted(Account.ARN, Account.ARN);
    personalize.call("CreateDataset", Bench.json(dataset));
    await()
        .until(
            () ->
                personalize
                    .call("ListDatasets", Bench.json("{}"))
                    .at("/datasets/0/status")
                    .asText()
                    .equals("ACTIVE"));
    String job =
        """
        {"jobName": "i", "datasetArn": "%sdataset/g/ITEMS", "roleArn": "%s",
         "dataSource": {"dataLocation": "s3://data/items.csv"}}"""
            .formatted(Account.ARN, Bench.ROLE);
    personalize.call("CreateDatasetImportJob", Bench.json(job));
  }

  private static String groupStatus(Personalize personalize) {
    return personalize
        .call("ListDatasetGroups", Bench.json("{}"))
        .at("/datasetGroups/0/status")
        .asText();
  }

  /** An S3 that does not answer a list before it may. */
  private record SlowS3(CountDownLatch asked, CountDownLatch mayAnswer) implements S3Client {

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      asked.countDown();
      try {
        mayAnswer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return ListObjectsV2Response.builder().isTruncated(false).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
