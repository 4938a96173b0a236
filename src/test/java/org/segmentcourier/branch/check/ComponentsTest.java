package org.segmentcourier.branch.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentsTest {

  @ParameterizedTest
  @CsvSource({
    "kafka, build with mvn -Pkafka package",
    "https, build with mvn -Phttp package",
    "sftp, build with mvn -Psftp package",
    "amqp, it comes with the library camel-amqp of Camel's version",
    "smtps, it comes with the library camel-mail of Camel's version"
  })
  void whereAMissingComponentIsToBeHadIsSaid(String component, String where) {
    assertThat(Components.missing(component))
        .isEqualTo("component '%s' is not there: %s", component, where);
  }
}
