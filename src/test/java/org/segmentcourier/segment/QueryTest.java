package org.segmentcourier.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "ITEMS.genres = \"Action\"                              | ITEMS.genres = \"Action\"",
        "ITEMS.genres=\"Action\"                                | ITEMS.genres = \"Action\"",
        "'  ITEMS.genres  =   \"Action\"  '                     | ITEMS.genres = \"Action\"",
        "ITEMS.b = \"2\" AND ITEMS.a = \"1\"                    | ITEMS.a = \"1\" AND ITEMS.b = \"2\"",
        "ITEMS.b=\"2\"  and  ITEMS.a=\"1\"                      | ITEMS.a = \"1\" AND ITEMS.b = \"2\"",
        "ITEMS.a = \"x AND y = z\"                              | ITEMS.a = \"x AND y = z\"",
        "ITEMS.a = \"two  blanks\"                              | ITEMS.a = \"two  blanks\"",
        "ITEMS.a = \"say \\\"hi\\\"\" AND ITEMS.A = \"\\\\\"    | ITEMS.A = \"\\\\\" AND ITEMS.a = \"say \\\"hi\\\"\"",
        "ITEMS.жанр = \"Боевик\"                                | ITEMS.жанр = \"Боевик\"",
        "ITEMS.year = 1999                                      | ITEMS.year = 1999",
        "ITEMS.a = \"1\"   OR   ITEMS.b = \"2\"                 | ITEMS.a = \"1\" OR ITEMS.b = \"2\"",
        "ITEMS.a > \"1\"                                        | ITEMS.a > \"1\"",
        "ITEMS.a = \"1\" AND                                    | ITEMS.a = \"1\" AND",
      })
  void anExpressionHasOneCanonicalForm(String written, String canonical) {
    assertThat(AttributeExpression.canonical(written)).isEqualTo(canonical);
  }

  @Test
  void filterValuesFollowAsJsonWithSortedKeys() throws Exception {
    var query =
        query(
            "{\"itemId\": \"105\", \"filterValues\": {\"Z\": \"\\\"1\\\"\", \"A\": \"\\\"2\\\"\"}}");

    assertThat(query.canonical())
        .isEqualTo("itemId = \"105\" {\"A\":\"\\\"2\\\"\",\"Z\":\"\\\"1\\\"\"}");
  }

  @Test
  void quotesInAnItemIdAreEscaped() throws Exception {
    assertThat(query("{\"itemId\": \"a\\\"b\"}").canonical()).isEqualTo("itemId = \"a\\\"b\"");
  }

  /** A step of recursion for each character would end the thread. */
  @Test
  void aLongValueIsReadWithoutAStackForIt() throws Exception {
    var value = "\\\\\\\"x".repeat(100_000);

    var query = query("{\"itemAttributes\": \"ITEMS.a=\\\"%s\\\"\"}".formatted(value));

    assertThat(query.canonical()).startsWith("ITEMS.a = \"\\\"x").endsWith("x\"").hasSize(300_012);
  }

  private Query query(String input) throws Exception {
    var line = "{\"input\": %s, \"output\": {\"usersList\": []}, \"error\": null}".formatted(input);
    return Fixture.onlySegment(Fixture.written(folder, line)).query();
  }
}
