package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * Defects of the solution that AWS once published for the same purpose, in its imports ("defect01"
 * to "defect15" in the list of them that this product was begun with): none of them may be here.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ImportDefectsTest {

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  private final Aws aws = system.aws();

  @Test
  void defect07AFailedImportIsReportedAsAFailure() {
    system.control().tune("mobiletargeting", Map.of("nextImports", List.of("fail")));

    aws.put(aws.importBucket(), "pinpoint/d7-failed.csv", endpoints("d7-failed"));

    var mail = system.toldOfImport("pinpoint/d7-failed.csv");
    assertThat(system.imported("d7-failed.csv").jobStatus()).isEqualTo(JobStatus.FAILED);
    assertThat(mail.subject()).isEqualTo("segment-courier: import failed: d7-failed.csv");
    assertThat(system.hasMail("imported d7-failed.csv")).isFalse();
  }

  @Test
  void defect07APartialImportIsReportedWithItsCounts() {
    system.control().tune("mobiletargeting", Map.of("nextImports", List.of("partial")));

    aws.put(aws.importBucket(), "pinpoint/d7-partial.csv", endpoints("d7-partial"));

    var failed = system.imported("d7-partial.csv").totalFailures();
    var mail = system.toldOfImport("pinpoint/d7-partial.csv");
    assertThat(mail.subject()).isEqualTo("segment-courier: imported in part: d7-partial.csv");
    assertThat(failed).isPositive();
    assertThat(mail.text())
        .contains("is complete, but not every row was imported", failed + " of them failed");
    assertThat(system.hasMail("imported d7-partial.csv")).isFalse();
  }

  @Test
  void defect08FilesAreImportedWhateverTheirKeysHold() {
    var names =
        List.of("d8 a+b.csv", "d8 100%25.csv", "d8 Жанна/größe & co=1?.csv", "d8+c%2Bd.csv");

    for (int i = 0; i < names.size(); i++) {
      aws.put(aws.importBucket(), "pinpoint/" + names.get(i), endpoints("d8-" + i));
    }

    for (var name : names) {
      var imported = system.imported(name.substring(name.indexOf('/') + 1));
      assertThat(imported.definition().s3Url())
          .isEqualTo("s3://%s/pinpoint/%s".formatted(aws.importBucket(), name));
      assertThat(imported.jobStatus()).isEqualTo(JobStatus.COMPLETED);
      assertThat(imported.totalProcessed()).isEqualTo(2);
      assertThat(imported.totalFailures()).isZero();
    }
  }

  /**
   * Only S3's own notifications have their keys form-encoded. Here they tell of older versions, and
   * that there is a newer one is known only to who has found the file.
   */
  @Test
  void defect08TheFileIsFoundInWhateverEnvelopeItsKeyComes() {
    var key = "pinpoint/d8 Жанна/größe + 100% a%2Bb.csv";
    aws.put(aws.importBucket(), key, endpoints("d8-envelopes"));
    system.toldOfImport(key);

    aws.send("Uploads", notificationOfS3(key, "older-1"));
    aws.send("Uploads", bySns(notificationOfS3(key, "older-2")));
    aws.send("Uploads", detail(key, "older-3").toString());

    List.of("older-1", "older-2", "older-3")
        .forEach(
            etag ->
                system.log(
                    "import dropped key=%s etag=%s reason=the file was replaced"
                        .formatted(key, etag)));
  }

  private String notificationOfS3(String key, String etag) {
    var encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
    assertThat(encoded).contains("+%2B+100%25+");
    var notification =
        TrainingData.json(
            """
            {'Records': [{'eventVersion': '2.6', 'eventSource': 'aws:s3',
                          'eventName': 'ObjectCreated:Put', 's3': {}}]}
            """);
    var s3 = (ObjectNode) notification.at("/Records/0/s3");
    s3.putObject("bucket").put("name", aws.importBucket());
    s3.putObject("object").put("key", encoded).put("eTag", etag);
    return notification.toString();
  }

  private static String bySns(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Type", "Notification")
        .put("TopicArn", "arn:aws:sns:us-east-1:000000000000:uploads")
        .put("Message", message)
        .toString();
  }

  private ObjectNode detail(String key, String etag) {
    var detail = JsonNodeFactory.instance.objectNode().put("version", "0");
    detail.putObject("bucket").put("name", aws.importBucket());
    detail.putObject("object").put("key", key).put("etag", etag);
    return detail;
  }

  /** A file of two endpoints, as a user uploads it. */
  private static String endpoints(String prefix) {
    return "Id,ChannelType,Address,User.UserId\n"
        + "%1$s-1,EMAIL,%1$s-1@example.com,%1$s-ann\n".formatted(prefix)
        + "%1$s-2,EMAIL,%1$s-2@example.com,%1$s-bob\n".formatted(prefix);
  }
}
