package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class CommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aQueueThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThat(run(CommandsTest::nobody, "redrive", "delivery")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "there is no queue 'delivery'; it must be one of"
                + " uploads, state-changes, training, imports, deliveries");
  }

  @Test
  void helpNeedsNoSettings() {
    assertThat(run(CommandsTest::nobody, "--help")).isZero();

    assertThat(out.toString()).contains("redrive").contains("Without a command");
  }

  @Test
  void allThatIsWrongWithTheSettingsIsSaidInALineEach() {
    int status =
        run(
            () -> {
              Settings.of(key -> Optional.empty());
              return nobody();
            },
            "redrive",
            "deliveries");

    assertThat(status).isOne();
    assertThat(err.toString().lines())
        .anyMatch(line -> line.startsWith("data.bucket: not set"))
        .anyMatch(line -> line.startsWith("topic.arn: not set"))
        .noneMatch(line -> line.startsWith("\tat "));
  }

  @Test
  void whatAwsRefusesIsSaidInALine() {
    int status =
        run(
            () -> {
              throw SqsException.builder().message("you may not").build();
            },
            "redrive",
            "deliveries");

    assertThat(status).isOne();
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("AWS refuses: you may not");
  }

  @Test
  void whatNeverReachedAwsIsNoRefusal() {
    int status =
        run(
            () -> {
              throw SdkClientException.create("Connection refused");
            },
            "redrive",
            "deliveries");

    assertThat(status).isOne();
    assertThat(err.toString().lines())
        .containsExactly("AWS could not be asked: Connection refused");
  }

  private int run(Callable<CamelContext> application, String... args) {
    return Commands.line(application, CommandsTest::nobody)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private static CamelContext nobody() {
    throw new AssertionError("asked for, though the command line is wrong");
  }
}
