package org.segmentcourier.endpoint.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowScanTest {

  private static final String[] VALUES = {
    "",
    "a",
    "a long value of many bytes",
    "\"a,b\"",
    "\"line\nfeed\"",
    "\"two \"\"quotes\"\"\"",
    "5\" pipe",
    "\"\"",
    "\u00e9\u65e5\ud83d\ude00",
    "\"\r\n\""
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b;c,d;|2",
        "a,b;c,d|2",
        "a,b;;;c,d;|2",
        ";|0",
        "'a,\"b;c\",d;e,f,g;'|2",
        "'\"\",b;\"\",c'|2"
      })
  void rowsAreCountedWhateverIsBetweenThem(String content, long rows) throws Exception {
    assertThat(scan(content.replace(';', '\n')).rows()).isEqualTo(rows);
    assertThat(scan(content.replace(";", "\r\n")).rows()).isEqualTo(rows);
  }

  /** Counted by a reader that is not ours. */
  @Test
  void chanceMakesNoFileOfWhichAnotherReaderCountsOtherRows() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      var end = random.nextBoolean() ? "\n" : "\r\n";
      var content = new StringBuilder();
      for (int row = random.nextInt(30); row > 0; row--) {
        for (int column = 0; column < 3; column++) {
          content.append(VALUES[random.nextInt(VALUES.length)]).append(column < 2 ? "," : end);
        }
      }

      long expected;
      try (var csv = CSVFormat.RFC4180.parse(new StringReader(content.toString()))) {
        expected = csv.stream().count();
      }

      assertThat(scan(content.toString()).rows()).as("seed %d", seed).isEqualTo(expected);
      assertThat(scan(content.toString()).unclosedQuote()).as("seed %d", seed).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a,b;c,\"d;e,f;'|2",
        "'a,b;c,\"d;e,\"f\";'|2",
        "'a,b;c,\"d\"x;e,f;'|0",
        "'a,b;c,\"d\"'|0",
        "'\"'|1"
      })
  void aQuoteThatIsNotClosedInItsValueIsFound(String content, long line) throws Exception {
    assertThat(scan(content.replace(';', '\n')).unclosedQuote()).isEqualTo(line);
  }

  @Test
  void linesMustEndAlike() throws Exception {
    assertThat(scan("a\nb\n").lineEnds()).isEmpty();
    assertThat(scan("a\r\nb\r\n").lineEnds()).isEmpty();
    assertThat(scan("a\r\nb\n").lineEnds())
        .startsWith("line 2 ends with a line feed, line 1 with carriage return and line feed");
    assertThat(scan("a\nb,c\rd\n").lineEnds()).startsWith("line 2 has a carriage return");
    assertThat(scan("a,\"b\rc\"\n").lineEnds()).isEmpty();
  }

  @Test
  void withoutQuotesALineIsALine() throws Exception {
    var json = "{\"a\": \"\n\n{\"b\"";

    assertThat(RowScan.of(new ByteArrayInputStream(json.getBytes(UTF_8)), false).rows())
        .isEqualTo(2);
  }

  private static RowScan scan(String content) throws IOException {
    return RowScan.of(new ByteArrayInputStream(content.getBytes(UTF_8)), true);
  }
}
