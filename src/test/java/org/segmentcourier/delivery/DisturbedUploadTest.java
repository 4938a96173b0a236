package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.aws.AwsConfiguration;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.aws.Placement;
import org.segmentcourier.aws.Upload;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.fault.LongRun;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;
import org.segmentcourier.sandbox.front.Front;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * R9: files are put through the application's own client, and its calls go wrong on the wire. What
 * is there afterwards is the file, whole, and nothing else.
 */
@LongRun
@Tag("R9")
class DisturbedUploadTest {

  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  /** Two parts. */
  private static final int LARGE = 20_000_000;

  private static final String KEY = "pinpoint/large.csv";

  @TempDir static Path folder;
  private static DeliveryApplication application;
  private static Front front;
  private static File file;

  @BeforeAll
  static void start() throws Exception {
    application = new DeliveryApplication(folder);
    front = new Front(0);
    front.forward("s3", application.s3.address());
    AWS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", front.uri().toString());
    application.context.getRegistry().bind("s3Files", client());
    var content = new byte[LARGE];
    new Random(9).nextBytes(content);
    file = Files.write(folder.resolve("large.csv"), content).toFile();
  }

  /** As the application makes it, but for its patience. */
  private static S3Client client() {
    var values = FakeSettings.values();
    values.put("aws.transfer.timeout", "3s");
    try (var context = new DefaultCamelContext()) {
      context.getRegistry().bind("settings", Settings.of(k -> Optional.ofNullable(values.get(k))));
      new AwsConfiguration().configure(context);
      return context.getRegistry().lookupByNameAndType("s3Files", S3Client.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    AWS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    front.close();
    application.close();
  }

  @BeforeEach
  void empty() {
    application.reset();
  }

  @AfterEach
  void noPartIsLeft() {
    front.faults().clear();
    assertThat(application.s3.openUploads(S3OnDisk.IMPORT)).isZero();
  }

  /** What a client gets over by itself. */
  static Stream<Fault> passing() {
    return Stream.of(
        Fault.of(Effect.FAIL).operation("s3:UploadPart").skip(1).times(2),
        Fault.of(Effect.DROP).operation("s3:UploadPart").times(1),
        Fault.of(Effect.DROP).operation("s3:UploadPart").after().times(1),
        Fault.of(Effect.THROTTLE).operation("s3:CreateMultipartUpload").times(1),
        Fault.of(Effect.FAIL).operation("s3:CompleteMultipartUpload").times(1),
        Fault.of(Effect.FAIL).operation("s3:CompleteMultipartUpload").after().times(1),
        Fault.of(Effect.DROP).operation("s3:CompleteMultipartUpload").after().times(1),
        Fault.of(Effect.FAIL).operation("s3:CompleteMultipartUpload").after(),
        Fault.of(Effect.OTHER_ETAG).operation("s3:CompleteMultipartUpload").times(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passing")
  void aFileIsWholeWhateverHappenedToItsParts(Fault fault) throws IOException {
    front.faults().add(fault);

    put();

    assertThatItIsWhole();
  }

  /** What is tried again later, as a whole. */
  static Stream<Fault> lasting() {
    return Stream.of(
        Fault.of(Effect.FAIL).operation("s3:UploadPart").skip(1),
        Fault.of(Effect.OTHER_ETAG).operation("s3:UploadPart").times(1),
        Fault.of(Effect.FAIL).operation("s3:CompleteMultipartUpload"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lasting")
  void aPutThatFailsIsMadeAgainAndLeavesNoPart(Fault fault) throws IOException {
    front.faults().add(fault);

    assertThatThrownBy(DisturbedUploadTest::put)
        .isInstanceOf(CamelExecutionException.class)
        .matches(PassingFailures::passes, "it is waited for");
    front.faults().clear();
    put();

    assertThatItIsWhole();
  }

  @Test
  void partsThatCouldNotBeDroppedWhenTheyFailedAreDroppedInTheEnd() throws IOException {
    front.faults().add(Fault.of(Effect.FAIL).operation("s3:UploadPart").skip(1));
    front.faults().add(Fault.of(Effect.FAIL).operation("s3:AbortMultipartUpload"));

    assertThatThrownBy(DisturbedUploadTest::put).matches(PassingFailures::passes);
    assertThat(application.s3.openUploads(S3OnDisk.IMPORT)).isOne();
    front.faults().clear();
    put();

    assertThatItIsWhole();
  }

  private static void put() {
    var upload = new Upload(S3OnDisk.IMPORT, List.of(KEY), file, "abc", LARGE, "arn:job");
    try (var template = application.context.createProducerTemplate()) {
      assertThat(template.requestBody("direct:put", upload, Placement.class))
          .isEqualTo(new Placement(S3OnDisk.IMPORT, KEY, true));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertThatItIsWhole() throws IOException {
    var copy = folder.resolve("copy");
    Files.deleteIfExists(copy);
    application.s3.client().getObject(o -> o.bucket(S3OnDisk.IMPORT).key(KEY), copy);
    assertThat(Files.mismatch(copy, file.toPath())).as("the first byte that differs").isEqualTo(-1);
    assertThat(application.s3.metadata(S3OnDisk.IMPORT, KEY)).containsEntry("job", "arn:job");
  }
}
