package org.segmentcourier.delivery.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {

  /** Line ends are written as slashes. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'', 0",
        "Id/, 1",
        "Id/a/b/, 3",
        "0123456/89/, 2",
        "////////////, 12",
        "'\"a/b\",c/', 1",
        "'0123456,\"a\"\"/\"\"b/\",c/d/', 2",
        "日本/é/, 2",
      })
  void aRowEndsWithALineFeedOutsideOfQuotes(String csv, int rows) throws IOException {
    assertThat(rows(csv.replace('/', '\n').getBytes(UTF_8))).isEqualTo(rows);
  }

  @Test
  void whereBytesAreWrittenApartMakesNoDifference() throws IOException {
    var csv = "Id\n\"01234567\n,\"\"\n\"\nabcdefgh\n".getBytes(UTF_8);
    for (int cut = 0; cut <= csv.length; cut++) {
      var out = new ByteArrayOutputStream();
      var rows = new CsvRows(out);
      rows.write(csv, 0, cut);
      rows.write(csv, cut, csv.length - cut);
      assertThat(rows.rows()).as("cut at %d", cut).isEqualTo(3);
      assertThat(out.toByteArray()).isEqualTo(csv);
    }
  }

  @Test
  void eightBytesAtOnceGiveWhatOneByOneGives() throws IOException {
    var random = new Random(1);
    for (int round = 0; round < 1_000; round++) {
      var csv = new StringBuilder();
      int rows = 0;
      for (int row = random.nextInt(8); row > 0; row--, rows++) {
        var value = "x\u00e9\u000b\u008a".repeat(random.nextInt(4)) + "y".repeat(random.nextInt(9));
        csv.append(random.nextBoolean() ? value : "\"\n" + value + "\"\"\"").append('\n');
      }
      assertThat(rows(csv.toString().getBytes(UTF_8))).as(csv.toString()).isEqualTo(rows);
    }
  }

  private static long rows(byte[] csv) throws IOException {
    var rows = new CsvRows(OutputStream.nullOutputStream());
    rows.write(csv);
    return rows.rows();
  }
}
