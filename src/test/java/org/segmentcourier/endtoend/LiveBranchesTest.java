package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator adds, breaks, mends and takes away a branch while two instances run. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LiveBranchesTest {

  private static final Logger LOG = LoggerFactory.getLogger(LiveBranchesTest.class);

  private static final Path ROUTES =
      new Project(Path.of("")).folder().resolve("target/live-branches");

  private static final String SMS_VIP =
      """
      - templatedRoute:
          routeTemplateRef: channel
          routeId: branch-sms-vip
          prefixId: sms-vip-
          parameters:
            - {name: id, value: sms-vip}
            - {name: channels, value: SMS}
            - {name: segments, value: Action}
      """;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("live-branches", 2).with("ROUTES_LOCATION", ROUTES.toString());

  private final Aws aws = system.aws();
  private final OtherJobs jobs = system.otherJobs();

  @Test
  void aBranchIsThereWithTheNextDeliveryAndGoneWithTheOneAfterItsFile() throws IOException {
    Folders.empty(ROUTES);
    var endpoints =
        "Id,ChannelType,Address,User.UserId,OptOut\n"
            + "ann-1,SMS,+15550001,ann,NONE\n"
            + "ann-2,EMAIL,a@example.com,ann,NONE\n"
            + "bob-1,EMAIL,b@example.com,bob,NONE\n";
    aws.put(aws.importBucket(), "pinpoint/people.csv", endpoints);
    system.imported("people.csv");
    aws.put(aws.dataBucket(), "endpoints/full/1/people.csv", endpoints);
    system.eventually(
        "there is a snapshot of the directory",
        () -> !aws.list(aws.dataBucket(), "directory/snapshots/").isEmpty());
    assertThat(delivered("before")).containsOnlyKeys("all");

    took("added", "changed: sms-vip.camel.yaml", 1, () -> write(SMS_VIP));
    var added = delivered("added");
    assertThat(added).containsOnlyKeys("all", "sms-vip");
    assertThat(added.get("sms-vip")).containsExactly("ann-1");

    took(
        "broken",
        "sms-vip.camel.yaml:7:33: branch 'sms-vip': unknown channel type 'SSM'",
        1,
        () -> write(SMS_VIP.replace("value: SMS}", "value: SSM}")));
    assertThat(delivered("broken")).hasSize(2);

    took("mended", "changed: sms-vip.camel.yaml", 2, () -> write(SMS_VIP.replace("SMS", "EMAIL")));
    assertThat(delivered("mended").get("sms-vip")).containsExactly("ann-2", "bob-1");

    took("gone", "changed: sms-vip.camel.yaml", 3, () -> Files.delete(file()));
    assertThat(delivered("gone")).containsOnlyKeys("all");
  }

  private interface Edit {
    void make() throws IOException;
  }

  /** Edits, and waits until both instances have logged it so often. */
  private static void took(String what, String logged, int times, Edit edit) throws IOException {
    var start = Instant.now();
    edit.make();
    system.eventually(what + " in both instances", () -> system.logged(logged).size() == 2 * times);
    LOG.info("{} took_ms={}", what, Duration.between(start, Instant.now()).toMillis());
  }

  /** The endpoint ids of each branch's file. */
  private Map<String, List<String>> delivered(String job) {
    var arn = jobs.finish(job, Map.of("a.json.out", Lines.genre("Action", "ann", "bob")));
    jobs.delivered(arn);
    return jobs.published(arn).entrySet().stream()
        .collect(
            Collectors.toMap(
                file -> file.getKey().contains("_sms-vip") ? "sms-vip" : "all",
                Map.Entry::getValue));
  }

  private static Path file() {
    return ROUTES.resolve("sms-vip.camel.yaml");
  }

  private static void write(String content) throws IOException {
    Files.writeString(file(), content);
  }
}
