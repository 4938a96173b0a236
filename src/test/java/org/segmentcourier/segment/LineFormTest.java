package org.segmentcourier.segment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineFormTest {

  private static final String LINE =
      "{\"input\": {\"itemId\": \"user1\"}, \"output\": {\"usersList\": [\"user2\", \"us\\\"er3\"]},"
          + " \"error\": null}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"output\": {\"usersList\": [\"user1\",\"user2\"]}} | {\"output\": {\"usersList\": [***,***]}}",
        "{\"output\": {\"usersList\": [17, true]}, \"error\": null} | {\"output\": {\"usersList\": [***, true]}, \"error\": null}",
        "{\"output\": {\"usersList\": [\"user1\", \"use                | {\"output\": {\"usersList\": [***, ***",
        "{\"input\": {\"itemId\": \"user1}, \"output\": {\"usersList\"  | {\"input\": {\"itemId\": ***",
        "[\"error\", \"user1\", user2, 'user3']                         | [***, ***, ***, ***]",
        "{\"user1\": null, \"input\" : {}}                              | {***: null, \"input\" : {}}",
        "not even JSON                                                   | *** *** ***",
        "nullify null                                                    | *** null",
        "\\\"user1\\\" \\u0041                                          | ***",
      })
  void theFormOfALineIsKeptAndItsTextsAreNot(String line, String form) {
    assertThat(LineForm.of(line.getBytes(UTF_8))).isEqualTo(form);
  }

  @Test
  void noIdComesThroughHoweverTheLineIsBroken() {
    var random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      var broken = new StringBuilder(LINE);
      for (int j = random.nextInt(6); j > 0; j--) {
        int at = random.nextInt(broken.length());
        if (random.nextBoolean()) {
          broken.deleteCharAt(at);
        } else {
          broken.insert(at, "\"\\{}[]:, \u0000é".charAt(random.nextInt(11)));
        }
      }

      var form = LineForm.of(broken.toString().getBytes(UTF_8));

      assertThat(form).as(broken.toString()).doesNotContainPattern("\\d|user(?!sList)|\\\\");
    }
  }

  @Test
  void aLongFormIsCut() {
    assertThat(LineForm.of("[".repeat(10_000).getBytes(UTF_8))).hasSize(161).endsWith("[…");
  }
}
