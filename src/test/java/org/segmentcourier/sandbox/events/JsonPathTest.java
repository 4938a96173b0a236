package org.segmentcourier.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  private static final String EVENT =
      "{\"detail\":{\"Status\":\"ACTIVE\",\"tags\":[1,2]},\"detail-type\":\"x\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "$.detail          > {\"Status\":\"ACTIVE\",\"tags\":[1,2]}",
        "$.detail.Status   > \"ACTIVE\"",
        "$.detail.tags[1]  > 2",
        "$['detail-type']  > \"x\"",
        "$.detail-type     > \"x\""
      })
  void aPathLeadsToAPart(String path, String part) throws Exception {
    assertThat(JsonPath.parse(path).in(new ObjectMapper().readTree(EVENT))).hasToString(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "detail", "$..detail", "$.detail[*]", "$.detail[?(@.a)]"})
  void anyOtherPathIsRefused(String path) {
    assertThatThrownBy(() -> JsonPath.parse(path)).hasMessageContaining("is no path such as");
  }
}
