package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints in Parquet, whatever program has written them. */
class ParquetTest {

  @TempDir Path folder;

  private EndpointTable table;

  @BeforeEach
  void open() throws Exception {
    table =
        new EndpointTable(
            folder, 200_000_000, List.of("Location.Country"), ForkJoinPool.commonPool());
  }

  @AfterEach
  void close() throws Exception {
    table.close();
  }

  @Test
  void columnsWithDotsOrStructsAreRead() throws Exception {
    add(
        """
        'e1' AS Id, 'EMAIL' AS ChannelType, 7 AS "User.UserId", {'Country': 'FRA'} AS Location""");
    add(
        """
        'e2' AS Id, 'SMS' AS ChannelType, {'UserId': 'u2'} AS "User",
          TIMESTAMP '2026-10-01 00:00:00' AS EffectiveDate""");

    assertThat(TableRows.of(table))
        .containsExactlyInAnyOrder("7 e1 EMAIL 0 null FRA", "u2 e2 SMS 0 null");
  }

  /** An opt-out must not get lost. */
  @Test
  void capitalsOfColumnsDoNotCount() throws Exception {
    add("'e1' AS id, 'EMAIL' AS channeltype, 'u1' AS \"user.userid\", 'ALL' AS optout");

    assertThat(TableRows.of(table)).containsExactly("u1 e1 EMAIL 1 null");
  }

  /** As many programs have written them for years. */
  @Test
  void textsThatAreNotMarkedAsSuchAreTexts() throws Exception {
    add(
        """
        encode('\u00e91') AS Id, encode('EMAIL') AS ChannelType, encode('\u00fc') AS "User.UserId\"""");

    assertThat(TableRows.of(table)).containsExactly("\u00fc \u00e91 EMAIL 0 null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User.UserId | DOUBLE | 'e1' AS Id, 105.0::DOUBLE AS \"User.UserId\"",
        "User.UserId | FLOAT | 'e1' AS Id, 105::FLOAT AS \"User.UserId\"",
        "Id | DECIMAL(5,1) | 105::DECIMAL(5,1) AS Id, 'u' AS \"User.UserId\"",
        "Address | DOUBLE | 491::DOUBLE AS Address, 'u' AS \"User.UserId\""
      },
      quoteCharacter = '`')
  void numbersWithFractionsNameNobody(String column, String type, String columns) {
    assertThatThrownBy(() -> add("'SMS' AS ChannelType, " + columns))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("its column " + column + " is of the type " + type)
        .hasMessageContaining("texts or whole numbers");
  }

  private void add(String columns) throws Exception {
    var path = folder.resolve(columns.hashCode() + ".parquet");
    try (var engine = DriverManager.getConnection("jdbc:duckdb:");
        var statement = engine.createStatement()) {
      statement.execute("COPY (SELECT %s) TO '%s'".formatted(columns, path));
    }
    table.add(
        new LocalSource(path.toString(), path, SourceFormat.PARQUET, false, Instant.EPOCH, false));
  }
}
