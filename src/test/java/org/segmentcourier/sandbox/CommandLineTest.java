package org.segmentcourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The sandbox through the AWS CLI as it is. */
@ExtendWith({CommandLine.class, Conformance.class})
class CommandLineTest {

  @TempDir Path folder;

  @Test
  void aFolderIsSynchronised(Sandbox sandbox) throws Exception {
    Files.createDirectories(folder.resolve("in/side"));
    Files.writeString(folder.resolve("in/side/with space+plus.csv"), "a,b\n");
    Files.writeString(folder.resolve("in/映画.csv"), "c,d\n");

    aws(sandbox, "s3", "sync", folder.resolve("in").toString(), "s3://watched/synced");
    aws(sandbox, "s3", "sync", "s3://watched/synced", folder.resolve("out").toString());

    assertThat(folder.resolve("out/side/with space+plus.csv")).hasContent("a,b\n");
    assertThat(folder.resolve("out/映画.csv")).hasContent("c,d\n");
    var arrivals =
        new Inbox(sandbox.client(SqsClient.builder()), sandbox.stack().outputs().get("Arrivals"));
    assertThat(arrivals.take(2))
        .anyMatch(event -> event.contains("\"synced/side/with space+plus.csv\""))
        .anyMatch(event -> event.contains("\"synced/映画.csv\""));
  }

  @Test
  void topicsQueuesRulesAndOneselfAreListed(Sandbox sandbox) throws Exception {
    assertThat(aws(sandbox, "sns", "list-topics")).contains(":bulletin");
    // CLI v1 ignores AWS_ENDPOINT_URL for this one service.
    assertThat(aws(sandbox, "sqs", "--endpoint-url", sandbox.uri().toString(), "list-queues"))
        .contains("/000000000000/arrivals");
    assertThat(aws(sandbox, "events", "list-rules", "--event-bus-name", "news"))
        .contains("NewsRule");
    assertThat(aws(sandbox, "sts", "get-caller-identity")).contains("000000000000");
    assertThat(
            aws(sandbox, "s3api", "get-bucket-notification-configuration", "--bucket", "watched"))
        .contains("EventBridgeConfiguration");
  }

  private static String aws(Sandbox sandbox, String... words) throws IOException {
    var outcome = CommandLine.run(sandbox.environment(), words);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.output();
  }
}
