package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/** Files with endpoints become a directory, which then is asked instead of Pinpoint. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectoryTest {

  private static final String HEADER = "Id,ChannelType,Address,User.UserId,OptOut\n";

  @RegisterExtension static final EndToEnd system = EndToEnd.alone("directory", 2);

  private final Aws aws = system.aws();
  private final OtherJobs jobs = system.otherJobs();

  @Test
  @Order(1)
  void endpointsOfAFileAreDeliveredWithoutAskingPinpoint() throws IOException {
    aws.put(
        aws.dataBucket(),
        "endpoints/full/2026-11-28/part-1.csv",
        HEADER
            + "ann-2,EMAIL,a2@example.com,ann,NONE\n"
            + "ann-1,SMS,+15550001,ann,NONE\n"
            + "bob-1,EMAIL,b@example.com,bob,NONE\n"
            + "eve-1,EMAIL,e@example.com,,NONE\n");
    awaitSnapshot(1);

    var job =
        jobs.finish("first", Map.of("a.json.out", Lines.genre("Action", "bob", "eve", "ann")));
    jobs.delivered(job);

    assertThat(jobs.published(job).values()).containsExactly(List.of("bob-1", "ann-1", "ann-2"));
    assertThat(system.control().calls("mobiletargeting:GetUserEndpoints")).isEmpty();
    assertThat(counted("segment_courier_deliveries_total")).isEqualTo(1);
    assertThat(counted("segment_courier_users_total{branch=\"all\",column=\"delivered\"}"))
        .isEqualTo(2);
    assertThat(counted("segment_courier_users_total{branch=\"all\",column=\"unknown\"}"))
        .isEqualTo(1);
    assertThat(counted("segment_courier_endpoints_total{branch=\"all\",column=\"delivered\"}"))
        .isEqualTo(3);
    assertThat(aws.list(aws.dataBucket(), "rejected/first_")).hasSize(1);
    assertThat(aws.mails().stream().filter(mail -> mail.says("directory")))
        .singleElement()
        .satisfies(mail -> assertThat(mail.says("no endpoints and were left out: 1")).isTrue());
  }

  @Test
  @Order(2)
  void aChangeThatIsPutLaterCounts() {
    aws.put(
        aws.dataBucket(),
        "endpoints/opted-out.json",
        "{\"Id\":\"bob-1\",\"ChannelType\":\"EMAIL\",\"Address\":\"b@example.com\",\"OptOut\":\"ALL\","
            + "\"User\":{\"UserId\":\"bob\"}}\n");
    awaitSnapshot(2);

    var job = jobs.finish("second", Map.of("a.json.out", Lines.genre("Action", "bob", "ann")));
    jobs.delivered(job);

    assertThat(jobs.published(job).values()).containsExactly(List.of("ann-1", "ann-2"));
  }

  @Test
  @Order(3)
  void aFileThatCantBeReadIsToldOnceAndHoldsNoOthersUp() throws IOException {
    aws.put(aws.dataBucket(), "endpoints/broken.json.gz", "zoe@example.com is not gzipped");
    aws.put(
        aws.dataBucket(), "endpoints/more.csv", HEADER + "max-1,EMAIL,m@example.com,max,NONE\n");
    awaitSnapshot(3);
    system.mail("endpoints/broken.json.gz can't be read: it is not gzipped");
    aws.put(aws.dataBucket(), "endpoints/still-more.csv", HEADER + "pia-1,SMS,2,pia,NONE\n");
    awaitSnapshot(4);

    var job = jobs.finish("third", Map.of("a.json.out", Lines.genre("Action", "max", "pia")));
    jobs.delivered(job);

    assertThat(jobs.published(job).values()).containsExactly(List.of("max-1", "pia-1"));
    assertThat(aws.mails().stream().filter(mail -> mail.says("broken.json.gz"))).hasSize(1);
    assertThat(system.errors()).isEmpty();
    assertThat(system.logged("zoe@example.com")).isEmpty();
  }

  @Test
  @Order(4)
  void aBrokenVersionOfAFileTakesNoEndpointsAway() throws IOException {
    assertThat(aws.mails().stream().filter(mail -> mail.says("no endpoints and were left out")))
        .as("the rows of four snapshots that were left out, which are the same")
        .hasSize(1);
    aws.put(aws.dataBucket(), "endpoints/more.csv", "torn");
    system.mail("endpoint directory stays as it is");
    aws.put(
        aws.dataBucket(), "endpoints/last.csv", HEADER + "tom-1,EMAIL,t@example.com,tom,NONE\n");
    system.log(
        "directory stays as it is cause=s3://%s/endpoints/last.csv".formatted(aws.dataBucket()));
    var job = jobs.finish("fourth", Map.of("a.json.out", Lines.genre("Action", "max", "tom")));
    jobs.delivered(job);
    assertThat(jobs.published(job).values()).containsExactly(List.of("max-1"));

    aws.put(
        aws.dataBucket(), "endpoints/more.csv", HEADER + "max-2,EMAIL,m@example.com,max,NONE\n");
    awaitSnapshot(5);

    assertThat(system.errors()).isEmpty();
  }

  @Test
  @Order(5)
  void aFileForPinpointFeedsTheDirectoryIfItNamesUsers() {
    aws.put(aws.importBucket(), "pinpoint/ids.csv", "Id\nmax-2\n");
    system.log(
        "endpoint file left out file=s3://%s/pinpoint/ids.csv".formatted(aws.importBucket()));
    aws.put(
        aws.importBucket(),
        "pinpoint/users.csv",
        "Id,ChannelType,Address,User.UserId\nlea-1,EMAIL,l@example.com,lea\n");
    awaitSnapshot(6);

    var job = jobs.finish("fifth", Map.of("a.json.out", Lines.genre("Action", "lea", "max")));
    jobs.delivered(job);

    assertThat(jobs.published(job).values()).containsExactly(List.of("lea-1", "max-2"));
    system.toldOfImport("pinpoint/users.csv");
    assertThat(system.hasMail("ids.csv can't be read")).isFalse();
    assertThat(system.errors()).isEmpty();
  }

  /** Pinpoint does not know an id that was made here: the file tells what it stands for. */
  @Test
  @Order(6)
  void endpointsWithoutIdsGetOnesAndAreNamedInFull() {
    aws.put(
        aws.dataBucket(),
        "endpoints/full/2026-11-29/all.csv",
        "ChannelType,Address,User.UserId\nEMAIL,\"a, b@example.com\",zoe\n");
    system.mail("full/2026-11-29/ the endpoint directory would have 1 users. It has 6");
    assertThat(snapshots()).isEqualTo(6);
    aws.put(aws.dataBucket(), "endpoints/full/2026-11-29/_SUCCESS", "");
    awaitSnapshot(7);

    var job = jobs.finish("sixth", Map.of("a.json.out", Lines.genre("Action", "zoe", "ann")));
    jobs.delivered(job);

    var file =
        aws.list(aws.importBucket(), "pinpoint/").stream()
            .map(object -> aws.read(aws.importBucket(), object.key()))
            .filter(content -> content.contains("zoe"))
            .findFirst()
            .orElseThrow();
    // The id: md5 of zoe, a zero, EMAIL, a zero and the address, by Python's hashlib.
    assertThat(file)
        .isEqualTo(
            "Id,ChannelType,Address,User.UserId\n"
                + "7133e6e0-f543-d1a2-7f16-ebc518950deb,EMAIL,\"a, b@example.com\",zoe\n");
  }

  /** The first one is about to end when the other one comes, which sees one file more. */
  @Test
  @Order(7)
  void twoInstancesThatRefreshAtOnceWhileDeliveriesAreUnderWayMakeOneSnapshot() {
    var control = system.control();
    var record = aws.dataBucket() + "/directory/snapshots/000000000008.json";
    long start = control.lastCall();
    control.fault(Fault.of(Effect.HOLD).action("s3:PutObject").resource(record).times(1));
    var before = jobs.finish("before", Map.of("a.json.out", Lines.genre("Action", "zoe", "kim")));
    aws.put(aws.dataBucket(), "endpoints/kim.csv", HEADER + "kim-1,SMS,3,kim,NONE\n");
    system.eventually("the first to come to its end", () -> !control.held().isEmpty());
    jobs.delivered(before);

    aws.put(aws.dataBucket(), "endpoints/lou.csv", HEADER + "lou-1,SMS,4,lou,NONE\n");
    system.eventually("the other one's snapshot", () -> snapshots() == 8 || refreshBesides());
    var after = jobs.finish("after", Map.of("a.json.out", Lines.genre("Action", "kim", "lou")));
    control.clearFaults();
    jobs.delivered(after);
    system.eventually("all to be done", () -> depth() == 0);

    assertThat(snapshots()).isEqualTo(8);
    assertThat(control.calls(start))
        .filteredOn(call -> call.action().equals("s3:PutObject") && call.resource().equals(record))
        .as("both have tried")
        .hasSizeGreaterThan(1);
    assertThat(rows(before)).singleElement().asString().contains(",zoe\n").doesNotContain("kim");
    assertThat(rows(after)).singleElement().asString().contains("kim-1,", "lou-1,");
    assertThat(system.errors()).isEmpty();
  }

  @Test
  @Order(8)
  void aMessageThatNobodyUnderstandsIsSetAside() {
    aws.sqs()
        .sendMessage(
            send ->
                send.queueUrl(aws.output("RefreshesQueueUrl"))
                    .messageGroupId("directory")
                    .messageDeduplicationId("nonsense")
                    .messageBody("{\"what\": \"is this\"}"));

    var aside = system.takeFromRedriveQueue("Refreshes");
    assertThat(aside.messageAttributes().get("reason").stringValue())
        .contains("the message is no refresh of the endpoint directory");
  }

  @Test
  @Order(9)
  void aFileBesideTheFoldersOfVersionsAndOneOfAnEarlierVersionAreTold() {
    aws.put(aws.dataBucket(), "endpoints/full/all.csv", HEADER + "a-1,SMS,5,ann,NONE\n");
    aws.put(aws.dataBucket(), "endpoints/full/2026-11-3/all.csv", HEADER + "a-1,SMS,5,ann,NONE\n");
    aws.put(aws.dataBucket(), "endpoints/changes/_SUCCESS", "");

    system.mail("full/all.csv was not read, since it lies beside the folders");
    system.mail("endpoints/full/2026-11-3/ do not count");
    system.log("upload ignored bucket=%s key=endpoints/changes/_S".formatted(aws.dataBucket()));
    assertThat(system.hasMail("changes/_SUCCESS")).isFalse();
    assertThat(snapshots()).isEqualTo(8);
    assertThat(system.errors()).isEmpty();
  }

  @Test
  @Order(10)
  void aVersionThatIsGoneIsNoReasonToGoBackToAnEarlierOne() {
    for (var file : aws.list(aws.dataBucket(), "endpoints/full/2026-11-29/")) {
      aws.s3().deleteObject(request -> request.bucket(aws.dataBucket()).key(file.key()));
    }
    aws.put(aws.dataBucket(), "endpoints/late.csv", HEADER + "eva-1,SMS,6,eva,NONE\n");
    system.mail("full/2026-11-29/ is gone");
    assertThat(snapshots()).isEqualTo(8);

    aws.put(
        aws.dataBucket(),
        "endpoints/full/2026-12-01/all.csv",
        HEADER + "zoe-1,SMS,7,zoe,NONE\nkim-1,SMS,3,kim,NONE\n");
    awaitSnapshot(9);
    assertThat(system.errors()).isEmpty();
  }

  /** By all containers together. */
  private static double counted(String counter) {
    return system.fleet().running().stream()
        .flatMap(container -> container.metrics().lines())
        .filter(line -> line.startsWith(counter + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(counter.length())))
        .sum();
  }

  /** Orders another look at the files, by whichever instance is idle. */
  private boolean refreshBesides() {
    aws.sqs()
        .sendMessage(
            send ->
                send.queueUrl(aws.output("RefreshesQueueUrl"))
                    .messageGroupId("besides")
                    .messageDeduplicationId(UUID.randomUUID().toString())
                    .messageBody("{\"run\": \"besides\", \"number\": 0, \"cause\": \"a test\"}"));
    return false;
  }

  private long depth() {
    return aws.queueDepths().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** What was published of a job: the rows of each file. */
  private List<String> rows(String job) {
    return aws.list(aws.importBucket(), "pinpoint/").stream()
        .filter(
            object ->
                job.equals(
                    aws.s3()
                        .headObject(of -> of.bucket(aws.importBucket()).key(object.key()))
                        .metadata()
                        .get("job")))
        .map(object -> aws.read(aws.importBucket(), object.key()))
        .toList();
  }

  private void awaitSnapshot(int number) {
    system.eventually("snapshot " + number, () -> snapshots() == number);
  }

  private int snapshots() {
    return aws.list(aws.dataBucket(), "directory/snapshots/").size();
  }
}
