package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;
import software.amazon.awssdk.services.sqs.model.Message;

/** The events of two uploads under one key come in the wrong order: the later upload counts. */
@LongRun
@Tag("R4")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SwappedEventsTest {

  private static final String ROW = "e%d,EMAIL,e%d@example.com,u%d\n";

  @RegisterExtension static final EndToEnd system = EndToEnd.alone("swapped");

  @Test
  void theLaterUploadIsImportedOnceAndTheEarlierEventIsAcknowledged() throws Exception {
    system.fleet().running().forEach(ApplicationProcess::kill);
    var aws = system.aws();
    var header = "Id,ChannelType,Address,User.UserId\n";

    aws.put(aws.importBucket(), "pinpoint/swapped.csv", header + row(1));
    var earlier = takeNews();
    aws.put(aws.importBucket(), "pinpoint/swapped.csv", header + row(1) + row(2) + row(3));
    var events = new ArrayList<>(List.of(earlier, takeNews()));
    Collections.reverse(events);
    events.forEach(event -> aws.send("Uploads", event));
    system.fleet().start();

    system.toldOfImport("pinpoint/swapped.csv");
    system.eventually(
        "both events are done with", () -> aws.queueDepths().get("UploadsQueueUrl") == 0);
    var jobs =
        aws.importJobs().stream()
            .filter(job -> "swapped.csv".equals(job.definition().segmentName()))
            .toList();
    assertThat(jobs).hasSize(1);
    assertThat(jobs.get(0).totalProcessed()).isEqualTo(3);
  }

  private static String row(int nth) {
    return ROW.formatted(nth, nth, nth);
  }

  /** Takes what S3 has sent off the inbox, as nobody else does. */
  private static String takeNews() {
    var url = system.aws().output("UploadsQueueUrl");
    var sqs = system.aws().sqs();
    Message message =
        system.eventuallyThere(
            "the news of the upload",
            () ->
                sqs.receiveMessage(request -> request.queueUrl(url)).messages().stream()
                    .findFirst());
    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    return message.body();
  }
}
