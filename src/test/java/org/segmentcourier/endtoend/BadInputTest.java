package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.delivery.Lines;
import software.amazon.awssdk.services.personalize.model.DatasetImportJobSummary;
import software.amazon.awssdk.services.sqs.model.Message;

/** What people are told of bad input: what is wrong, where, and what would be right. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BadInputTest {

  private static final String QUERY = "{\"itemAttributes\": \"ITEMS.genres = \\\"Drama\\\"\"}\n";

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  @TempDir Path folder;

  private final OtherJobs jobs = system.otherJobs();
  private final Aws aws = system.aws();

  @Test
  void aConfigThatIsNoJsonIsToldWithLineAndColumn() {
    aws.put(aws.dataBucket(), "train/no json/config.json", "{\n  \"datasetGroup\": {\n}");

    assertThat(system.mail("s3://personalize-data/train/no json/config.json").text())
        .contains("- train/no json/config.json, line 3, column 2: found the end of the file;")
        .contains("expected '}' for the object that begins at line 1, column 1")
        .contains("Please fix these errors and upload the file again.");
  }

  @Test
  void allErrorsOfAConfigAreToldTogetherEachWithItsPath() {
    aws.put(
        aws.dataBucket(),
        "train/errors/config.json",
        TrainingData.json(
                """
                {'datasetGroup': {'serviceConfig': {'name': 'errors', 'domian': 'VIDEO_ON_DEMAND'}},
                 'solutionz': [],
                 'solutions': [
                   {'serviceConfig': {'name': 'a', 'recipeArn': 'arn:aws:personalize:::recipe/none'},
                    'batchSegmentJobs': [{'serviceConfig': {'numResults': 'many'}}]}]}
                """)
            .toString());

    assertThat(system.mail("s3://personalize-data/train/errors/config.json").text())
        .contains("$.datasetGroup.serviceConfig.domian")
        .contains("$.solutionz")
        .contains("$.solutions[0].serviceConfig.recipeArn")
        .contains("$.solutions[0].batchSegmentJobs[0].serviceConfig.numResults")
        .contains("expected")
        .contains("All of them: s3://personalize-data/reports/");
  }

  @Test
  void dataWithoutAColumnOfTheSchemaIsNamedAndTheRestIsImported() throws Exception {
    var data = TrainingData.of(system, "header", folder);
    data.with("users.csv", data.content("users.csv").replace("GENDER", "SEX")).upload(QUERY);

    assertThat(system.toldOfTraining("header").text())
        .contains(
            "train/header/users.csv lacks the column GENDER: it has USER_ID, AGE, SEX, the schema"
                + " has USER_ID, AGE, GENDER");
    assertThat(imports("header")).hasSize(2).allMatch(job -> job.status().equals("ACTIVE"));
  }

  @Test
  void aMissingCsvIsWaitedForAndThenNamed() throws Exception {
    TrainingData.of(system, "missing", folder).without("items.csv").upload(QUERY);

    assertThat(system.toldOfTraining("missing").text())
        .contains("train/missing/items.csv is missing");
    assertThat(imports("missing")).hasSize(2).allMatch(job -> job.status().equals("ACTIVE"));
  }

  @Test
  void filesThatAreNotReadForTheirNamesAreNamed() {
    aws.put(aws.dataBucket(), "train/misnamed/Users.CSV", "USER_ID,AGE\n1,30\n");
    aws.put(aws.dataBucket(), "batch/misnamed/queries.jsonl", QUERY);

    assertThat(system.mail("- train/misnamed/Users.CSV").text())
        .contains("Training data is used as train/<folder>/interactions.csv");
    assertThat(system.mail("- batch/misnamed/queries.jsonl").text())
        .contains("Batch input is used as batch/<dataset group>/<solution>/<name>.json");
  }

  @Test
  void sectionsThatHaveNoEffectAreNamed() {
    aws.put(
        aws.dataBucket(),
        "train/unsupported/config.json",
        TrainingData.json(
                """
                {'datasetGroup': {'serviceConfig': {'name': 'unsupported'},
                                  'workflowConfig': {'schedules': {'import': 'cron(0 0 * * ? *)'}}},
                 'eventTracker': {'serviceConfig': {'name': 'clicks'}},
                 'filters': [{'serviceConfig': {'name': 'seen', 'filterExpression': 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\u0022Watch\\u0022)'}}]}
                """)
            .toString());

    assertThat(system.toldOfTraining("unsupported").text())
        .contains("$.eventTracker is not supported yet; it has no effect")
        .contains("$.filters is not supported yet; it has no effect")
        .contains("$.datasetGroup.workflowConfig.schedules");
  }

  @Test
  void badLinesOfAnOutputAreNamedAndTheGoodOnesDelivered() {
    jobs.user("bad-ann", "bad-ann-1");
    jobs.user("bad-bob", "bad-bob-1");

    var job =
        jobs.finish(
            "bad-lines",
            Map.of(
                "queries.json.out",
                Lines.genre("Action", "bad-ann")
                    + "{\"input\": {\"itemAttributes\": \"ITEMS.gnres = \\\"A\\\"\"}, \"output\":"
                    + " null, \"error\": \"The item metadata field gnres does not exist\"}\n"
                    + "{\"input\": {\"itemId\": \"1\"}, \"output\": {\"usersList\": null},"
                    + " \"error\": null}\n"
                    + "{\"input\": {\"itemId\": \"2\"}, \"output\": {\"usersList\": [\"bad-a\n"
                    + "{\"output\": {\"usersList\": [\"bad-ann\"]}, \"error\": null}\n"
                    + "not even JSON\n"
                    + Lines.item("3", "bad-bob"),
                "empty.json.out",
                ""));

    assertThat(jobs.delivered(job).text())
        .contains("queries.json.out, line 2: ")
        .contains("The item metadata field gnres does not exist")
        .contains("queries.json.out, line 3: ")
        .contains("queries.json.out, line 4: ")
        .contains("queries.json.out, line 5: the line has no query")
        .contains("queries.json.out, line 6: ")
        .contains("empty.json.out: the file is empty");
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("bad-ann-1"), List.of("bad-bob-1"));
  }

  @Test
  void aFailedJobIsToldWithItsReason() {
    var job = jobs.fail("failed-job", "The input has no line that can be read");

    assertThat(system.mail(job + " has failed").text())
        .contains("Reason: The input has no line that can be read");
  }

  @Test
  void anEmptyEndpointFileIsNotImported() {
    aws.put(aws.importBucket(), "pinpoint/nothing.csv", "");

    assertThat(system.toldOfImport("pinpoint/nothing.csv").text())
        .contains("was not imported into Amazon Pinpoint: it is empty")
        .contains("a header line and at least one row are expected");
    assertThat(aws.importJobs())
        .noneMatch(job -> job.definition().s3Url().endsWith("/nothing.csv"));
  }

  @Test
  void aFileThatPinpointCantReadIsToldWithWhatWouldBeRight() {
    aws.put(aws.importBucket(), "pinpoint/endpoints.tsv", "Id\tAddress\n");

    var mail = system.toldOfImport("pinpoint/endpoints.tsv");
    assertThat(mail.subject()).isEqualTo("segment-courier: not imported: endpoints.tsv");
    assertThat(mail.text())
        .contains("its name ends neither in .csv nor in .json")
        .contains("give it the extension of what it holds");
  }

  @Test
  void rowsThatPinpointRefusesAreCountedAndTheOthersImported() {
    aws.put(
        aws.importBucket(),
        "pinpoint/rows.csv",
        "Id,ChannelType,Address\nrow-1,EMAIL,row-1@example.com\nrow-2,PIGEON,roof\n");

    var mail = system.toldOfImport("pinpoint/rows.csv");
    assertThat(mail.subject()).isEqualTo("segment-courier: imported in part: rows.csv");
    assertThat(mail.text())
        .contains("not every row was imported")
        .contains("2 read, 1 of them failed")
        .contains("correct the rows and put the file once more");
    assertThat(system.imported("rows.csv").totalFailures()).isEqualTo(1);
  }

  @Test
  void theTestEventOfANewNotificationIsAcknowledged() {
    int before = system.logged("message set aside").size();

    aws.send(
        "Uploads",
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"personalize-data\"}");

    system.eventually("the inbox is empty", () -> aws.queueDepths().get("UploadsQueueUrl") == 0);
    assertThat(system.logged("message set aside")).hasSize(before);
  }

  @Test
  void anUploadToABucketThatIsNotOursIsIgnoredAndLogged() {
    aws.send(
        "Uploads",
        TrainingData.json(
                """
                {'version': '0', 'source': 'aws.s3', 'detail-type': 'Object Created', 'detail':
                  {'version': '0', 'bucket': {'name': 'holiday-photos'},
                   'object': {'key': 'pinpoint/a.csv', 'size': 1, 'etag': 'e', 'sequencer': '1'}}}
                """)
            .toString());

    assertThat(system.log("bucket=holiday-photos"))
        .contains("upload ignored", "key=pinpoint/a.csv", "pinpoint/ in segment-import");
  }

  @Test
  void whatNobodyUnderstandsIsSetAsideWithItsReasonAndSomebodyIsTold() {
    aws.send("Uploads", "{\"source\": \"aws.ec2\", \"detail-type\": \"Stopped\", \"detail\": {}}");
    aws.send("StateChanges", "no JSON at all");

    var upload = system.takeFromRedriveQueue("Uploads");
    var change = system.takeFromRedriveQueue("StateChanges");

    assertThat(upload.body()).contains("aws.ec2");
    assertThat(attribute(upload, "reason")).contains("only 'aws.s3' is expected");
    assertThat(attribute(upload, "origin")).isEqualTo("aws.ec2, by queue uploads");
    assertThat(change.body()).isEqualTo("no JSON at all");
    assertThat(attribute(change, "reason")).contains("the body is no JSON");
    assertThat(system.mail("the event's source is 'aws.ec2'").text()).contains("\"uploads\"");
    assertThat(system.mail("Reason: the body is no JSON").text()).contains("\"state-changes\"");
  }

  private static String attribute(Message message, String name) {
    return message.messageAttributes().get(name).stringValue();
  }

  /** The import jobs of the data below a folder of {@code train/}. */
  private List<DatasetImportJobSummary> imports(String datasetGroup) {
    var datasets =
        aws.personalize()
            .listDatasets(
                request ->
                    request.datasetGroupArn(
                        "arn:aws:personalize:us-east-1:000000000000:dataset-group/" + datasetGroup))
            .datasets();
    return datasets.stream()
        .flatMap(
            dataset ->
                aws
                    .personalize()
                    .listDatasetImportJobs(request -> request.datasetArn(dataset.datasetArn()))
                    .datasetImportJobs()
                    .stream())
        .toList();
  }
}
