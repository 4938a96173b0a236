package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.sandbox.personalize.Column.Type;
import org.segmentcourier.sandbox.personalize.Model.BadQuery;

class AttributeExpressionTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("GENRES", Type.STRING, true, true, false),
          new Column("YEAR", Type.INT, true, false, false),
          new Column("TITLE", Type.STRING, true, false, false),
          new Column("PLOT", Type.STRING, true, false, true));

  private static final Map<String, String> ITEM =
      Map.of("GENRES", "Action|Science \"Fiction\"|Драма", "YEAR", "1999", "TITLE", "A|B");

  @Test
  void oneOfSeveralCategoriesIsEnough() throws BadQuery {
    assertThat(matches("ITEMS.GENRES = \"Action\"")).isTrue();
    assertThat(matches("ITEMS.GENRES = \"Act\"")).isFalse();
  }

  @Test
  void columnNamesHaveNoCaseAndValuesHave() throws BadQuery {
    assertThat(matches("ITEMS.genres = \"Action\"")).isTrue();
    assertThat(matches("ITEMS.genres = \"action\"")).isFalse();
  }

  @Test
  void andAsksForBoth() throws BadQuery {
    assertThat(matches("ITEMS.genres = \"Action\" AND ITEMS.year = \"1999\"")).isTrue();
    assertThat(matches("ITEMS.genres = \"Action\" AND ITEMS.year = \"2000\"")).isFalse();
  }

  @Test
  void blanksAroundComparisonsMeanNothing() throws BadQuery {
    assertThat(matches("  ITEMS.genres=\"Action\"   AND ITEMS.year   =\"1999\" ")).isTrue();
  }

  @Test
  void aBackslashEscapesQuotes() throws BadQuery {
    assertThat(matches("ITEMS.genres = \"Science \\\"Fiction\\\"\"")).isTrue();
  }

  @Test
  void valuesCanHaveAnyLetters() throws BadQuery {
    assertThat(matches("ITEMS.genres = \"Драма\"")).isTrue();
  }

  @Test
  void theBarSeparatesNothingInAColumnThatIsNotCategorical() throws BadQuery {
    assertThat(matches("ITEMS.title = \"A|B\"")).isTrue();
    assertThat(matches("ITEMS.title = \"A\"")).isFalse();
  }

  @Test
  void aMissingValueEqualsNothing() throws BadQuery {
    AttributeExpression expression = AttributeExpression.parse("ITEMS.year = \"\"");

    assertThat(expression.matches(COLUMNS, Map.of())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ITEMS.genres",
        "genres = \"Action\"",
        "USERS.genres = \"Action\"",
        "ITEMS.genres = Action",
        "ITEMS.year = 1999",
        "ITEMS.year > \"1999\"",
        "ITEMS.genres IN (\"Action\")",
        "ITEMS.genres = \"Action",
        "ITEMS.genres = \"Action\" OR ITEMS.genres = \"Drama\"",
        "ITEMS.genres = \"Action\" AND ",
        "ITEMS.genres = \"Action\" ITEMS.year = \"1999\"",
      })
  void whatIsNotOfTheGrammarIsRefusedWithItsPlace(String expression) {
    assertThatThrownBy(() -> AttributeExpression.parse(expression))
        .isInstanceOf(BadQuery.class)
        .hasMessageStartingWith("Invalid expression at character ");
  }

  @Test
  void aColumnThatItemsDoNotHaveIsRefusedWithThoseThatTheyHave() {
    assertThatThrownBy(() -> matches("ITEMS.genre = \"Action\""))
        .hasMessage("Items have no column genre; they have GENRES, YEAR, TITLE, PLOT");
  }

  @Test
  void aTextualColumnIsRefused() {
    assertThatThrownBy(() -> matches("ITEMS.plot = \"Boy meets girl\""))
        .hasMessage("The column PLOT is textual and can't be queried");
  }

  private static boolean matches(String expression) throws BadQuery {
    AttributeExpression parsed = AttributeExpression.parse(expression);
    parsed.check(COLUMNS);
    return parsed.matches(COLUMNS, ITEM);
  }
}
