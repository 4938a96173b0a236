package org.segmentcourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R21: a wrong route of an operator's is named in one line: its file, the route, the cause. */
@Tag("R21")
class MendableTest {

  @TempDir private Path routes;

  @Test
  void aWrongChannelTypeIsNamedWithFileRouteAndThoseThatThereAre() throws Exception {
    assertThat(start("branch:mails?channels=EMIAL", "log: hello"))
        .singleElement()
        .asString()
        .startsWith("route mails (")
        .contains("mails.camel.yaml", "unknown channel type 'EMIAL'; each must be one of [PUSH,")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: nowhere:x|route mails|No endpoint could be found for: nowhere://x",
        "bean: {ref: nobody}|step Bean[ref:nobody]|No bean could be found",
        "to: 'log:{{oops}}'|route mails|Property with key [oops] not found"
      })
  void aWrongStepIsNamedWithItsPlaceAndTheCause(String step, String what, String why)
      throws Exception {
    assertThat(start("branch:mails?channels=EMAIL", step))
        .singleElement()
        .asString()
        .contains("mails.camel.yaml", what, why)
        .doesNotContain("\n");
  }

  @Test
  void anOptionThatABranchDoesNotHaveIsNamed() throws Exception {
    assertThat(start("branch:mails?chanels=EMAIL", "log: hello"))
        .singleElement()
        .asString()
        .contains("mails.camel.yaml", "Unknown parameters=[{chanels=EMAIL}]");
  }

  @Test
  void whatIsNoOperatorsFaultIsNotExplained() {
    assertThat(Mendable.in(new IllegalStateException("oops"), null)).isEmpty();
  }

  private List<String> start(String from, String step) throws Exception {
    Files.writeString(
        routes.resolve("mails.camel.yaml"),
        """
        - route:
            id: mails
            from:
              uri: %s
              steps:
                - %s
        """
            .formatted(from, step));
    var main = new Main();
    main.configure().setRoutesIncludePattern("file:" + routes + "/*.camel.yaml");
    try {
      return Mendable.in(catchException(main::start), main.getCamelContext());
    } finally {
      main.stop();
    }
  }
}
