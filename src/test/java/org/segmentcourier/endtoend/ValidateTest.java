package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of routes are checked where there is no AWS, and nothing is set. */
class ValidateTest {

  private static final String GOOD =
      """
      - route:
          id: branch-sms
          from:
            uri: branch:sms
            parameters: {channels: SMS, destination: own}
            steps:
              - setBody: {simple: "${body.file}"}
              - toD: "aws2-sqs:segments-${header.for}"
      """;

  @TempDir private Path folder;

  @Test
  void eachBranchIsHandedASampleAndItIsSaidWhereThatGoes() throws Exception {
    var file = Files.writeString(folder.resolve("sms.camel.yaml"), GOOD);

    var command = validate(file);

    assertThat(command.said())
        .contains(
            "branch all: ITEMSgenresAction_20261124-101500.csv with 13 of the sample's 13"
                + " endpoints, to direct:publish",
            "branch sms: ITEMSgenresAction_20261124-101500_sms.csv with 1 of the sample's 13"
                + " endpoints, to aws2-sqs://segments-");
    assertThat(command.status()).isZero();
  }

  @Test
  void whatIsWrongInTheFilesOfAFolderIsSaidWithItsPlaces() throws Exception {
    Files.writeString(
        folder.resolve("sms.camel.yaml"), GOOD.replace("channels: SMS", "channels: SSM"));
    Files.writeString(folder.resolve("voice.camel.yaml"), GOOD.replace("sms", "voice") + "- x: y");

    var command = validate(folder);

    assertThat(command.said())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("sms.camel.yaml:5:30: branch 'sms': unknown channel type 'SSM'"))
        .anySatisfy(line -> assertThat(line).contains("voice.camel.yaml:9:3: 'x' can't stand"))
        .noneMatch(line -> line.contains("\tat "));
    assertThat(command.status()).isOne();
  }

  @Test
  void aRouteThatFailsOnTheSampleIsNotInOrder() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("sms.camel.yaml"), GOOD.replace("body.file", "body.fiel.name"));

    var command = validate(file);

    assertThat(command.said())
        .anySatisfy(
            line ->
                assertThat(line).contains("branch 'sms': its route fails on a sample: ", "fiel"));
    assertThat(command.status()).isOne();
  }

  /** As it would fail with each delivery. */
  @Test
  void whatIsNoSegmentFileCanNotBePublished() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("sms.camel.yaml"),
            GOOD.replace(", destination: own", "")
                .replace("body.file", "body.name")
                .replace("toD: \"aws2-sqs:segments-${header.for}\"", "to: direct:publish"));

    var command = validate(file);

    assertThat(command.said())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "branch 'sms': its route fails on a sample: direct:publish must get the"
                            + " segment file as the route got it, not String"));
    assertThat(command.status()).isOne();
  }

  @Test
  void aFileThatIsNotThereIsAnErrorOfTheCommandLine() throws Exception {
    var command = validate(folder.resolve("smms.camel.yaml"));

    assertThat(command.said()).anyMatch(line -> line.contains("there is no file or folder"));
    assertThat(command.status()).isEqualTo(2);
  }

  private OperatorCommand validate(Path path) throws IOException {
    return OperatorCommand.run(
        new Project(Path.of("")), folder, Map.of(), "validate", path.toString());
  }
}
