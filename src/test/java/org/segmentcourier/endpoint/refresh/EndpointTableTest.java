package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTableTest {

  private static final Instant MODIFIED = Instant.parse("2026-11-01T00:00:00Z");
  private static final String HEADER =
      "Id,ChannelType,Address,User.UserId,OptOut,EndpointStatus,EffectiveDate\n";

  @TempDir Path folder;
  private EndpointTable table;
  private int files;

  @BeforeEach
  void open() throws Exception {
    table =
        new EndpointTable(
            folder,
            200_000_000,
            List.of("Location.Country", "Attributes.Team"),
            ForkJoinPool.commonPool());
  }

  @AfterEach
  void close() throws Exception {
    table.close();
  }

  @Test
  void aCsvFileOfPinpointIsRead() throws Exception {
    csv(HEADER + "e1,EMAIL,a@example.com,u1,NONE,ACTIVE,\ne2,SMS,+15550001,u1,ALL,INACTIVE,\n");

    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 0 a@example.com", "u1 e2 SMS 3 +15550001");
  }

  @Test
  void columnsMayStandInAnyOrderAndMostMayBeMissing() throws Exception {
    csv("User.UserId,Something.Else,ChannelType,Id\nu1,x,EMAIL,e1\n");

    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 0 null");
  }

  @Test
  void valuesAreTakenAsTheyAre() throws Exception {
    csv(
        "\uFEFFId,ChannelType,Address,User.UserId\n"
            + "\"a,\"\"b\"\"\",EMAIL,\" x \",日本 😀\n007,SMS,1,007\n");

    assertThat(endpoints())
        .containsExactlyInAnyOrder("日本 😀 a,\"b\" EMAIL 0  x ", "007 007 SMS 0 1");
  }

  @Test
  void jsonLinesNestedOrWithDotsAreRead() throws Exception {
    file(
        "export.json",
        """
        {"Id":"e1","ChannelType":"EMAIL","Address":"a@example.com","User":{"UserId":"u1"},"OptOut":"ALL"}

        {"Id":"e2","ChannelType":"SMS","Address":"1","User.UserId":"u2","Location":{"Country":"FRA"},"Attributes":{"Team":["red","blue"]}}
        {"Id":"e3","ChannelType":"SMS","Address":"2","User":{"UserId":"u3"},"Location.Country":"USA","Attributes":{"Team":"green"}}
        """);

    assertThat(endpoints())
        .containsExactlyInAnyOrder(
            "u1 e1 EMAIL 1 a@example.com", "u2 e2 SMS 0 1 FRA red", "u3 e3 SMS 0 2 USA green");
  }

  @Test
  void aGzippedExportIsRead() throws Exception {
    var path = folder.resolve("export.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(
          "{\"Id\":\"e1\",\"ChannelType\":\"EMAIL\",\"User\":{\"UserId\":\"u1\"}}\n"
              .getBytes(StandardCharsets.UTF_8));
    }

    table.add(new LocalSource("export.gz", path, SourceFormat.JSON_LINES, true, MODIFIED, false));

    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 0 null");
  }

  @Test
  void aRowWithoutAnIdGetsOneThatIsAlwaysTheSame() throws Exception {
    csv("ChannelType,Address,User.UserId\nEMAIL,a@example.com,u1\nSMS,1,u1\n");

    // md5 of u1, a zero, EMAIL, a zero, a@example.com; computed with Python's hashlib
    assertThat(endpoints())
        .containsExactlyInAnyOrder(
            "u1 e9af9020-79c3-fd68-a24b-265ce43a8b9c EMAIL 8 a@example.com",
            "u1 d05c236b-a090-c34b-abf0-3fc5227a607e SMS 8 1");
  }

  @Test
  void rowsThatAreNoEndpointsAreKeptApartWithTheirReasons() throws Exception {
    csv(
        HEADER
            + "e1,EMAIL,a,,NONE,,\n"
            + "e2,,a,u,NONE,,\n"
            + "e3,EMIAL,a,u,NONE,,\n"
            + ",EMAIL,,u,NONE,,\n"
            + "e5,EMAIL,a,u,PARTLY,,\n"
            + "e6,EMAIL,a,u,NONE,DEAD,\n"
            + "e7,EMAIL,a,u,NONE,,yesterday\n"
            + "e8,EMAIL,a,u,NONE,,2026-10-01T00:00:00Z\n");

    assertThat(endpoints()).containsExactly("u e8 EMAIL 0 a");
    assertThat(rejects())
        .satisfiesExactlyInAnyOrder(
            row -> assertThat(row).startsWith("1.csv,1,User.UserId is missing"),
            row -> assertThat(row).startsWith("1.csv,2,ChannelType is missing"),
            row -> assertThat(row).startsWith("1.csv,3,\"ChannelType must be one of [PUSH, "),
            row -> assertThat(row).startsWith("1.csv,4,both Id and Address are missing"),
            row -> assertThat(row).startsWith("1.csv,5,OptOut must be ALL or NONE"),
            row -> assertThat(row).startsWith("1.csv,6,EndpointStatus must be ACTIVE or INACTIVE"),
            row ->
                assertThat(row)
                    .startsWith("1.csv,7,")
                    .contains("EffectiveDate must be a date and time", "yesterday"));
  }

  @Test
  void brokenLinesSpoilNoOthers() throws Exception {
    csv(HEADER + "e1,EMAIL,a,u1,NONE,ACTIVE,\ne2,SMS\ne3,SMS,b,u3,NONE,ACTIVE,\n");
    file(
        "lines.json",
        """
        {"Id":"e4","ChannelType":"EMAIL","User":{"UserId":"u4"}}
        {"Id":"e5","ChannelType":
        5
        {"Id":"e6","ChannelType":"EMAIL","User":{"UserId":"u6"}}
        """);

    assertThat(endpoints())
        .containsExactlyInAnyOrder(
            "u1 e1 EMAIL 0 a", "u3 e3 SMS 0 b", "u4 e4 EMAIL 0 null", "u6 e6 EMAIL 0 null");
    assertThat(rejects())
        .satisfiesExactlyInAnyOrder(
            row -> assertThat(row).startsWith("1.csv,2,"),
            row -> assertThat(row).startsWith("lines.json,2,the line is no JSON object"),
            row -> assertThat(row).startsWith("lines.json,3,the line is no JSON object"));
  }

  @Test
  void rowsAreNumberedAsTheyStandWhateverIsWrongWithThemOrBeforeThem() throws Exception {
    csv(
        HEADER
            + "short\n"
            + "e2,EMAIL,a,,NONE,,\n"
            + "e3,EMAIL,\"a\nb\",u,NONE,,\n"
            + "short\n"
            + "short\n"
            + "e6,EMAIL,a,,NONE,,\n"
            + "e7,EMAIL,a,u,NONE,,\n"
            + "e8,EMAIL,a,,NONE,,\n"
            + "short\n");

    assertThat(rejects())
        .extracting(row -> row.split(",")[1])
        .containsExactlyInAnyOrder("1", "2", "4", "5", "6", "8", "9");
    assertThat(rejects())
        .filteredOn(row -> row.contains("User.UserId is missing"))
        .extracting(row -> row.split(",")[1])
        .containsExactlyInAnyOrder("2", "6", "8");
  }

  @Test
  void invalidUtf8SpoilsItsOwnRowOnly() throws Exception {
    var path = folder.resolve("latin.csv");
    Files.write(
        path,
        (HEADER + "e1,EMAIL,Jos\u00e9,u1,NONE,ACTIVE,\ne2,EMAIL,b,u2,NONE,ACTIVE,\n")
            .getBytes(StandardCharsets.ISO_8859_1));

    table.add(new LocalSource("latin.csv", path, SourceFormat.CSV, false, MODIFIED, false));

    assertThat(endpoints()).containsExactly("u2 e2 EMAIL 0 b");
    assertThat(rejects()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "list.csv, neither of the columns User.UserId and ChannelType",
    "garbage.csv, neither of the columns User.UserId and ChannelType",
    "zeros.csv, neither of the columns User.UserId and ChannelType",
    "empty.csv, neither of the columns User.UserId and ChannelType",
    "half-garbage.csv, the quotes of line 20016 are not closed",
    "open-quote.csv, the quotes of line 3 are not closed",
    "torn.csv.gz, breaks off",
    "damaged.csv.gz, damaged",
    "garbage.gz, not gzipped",
    "empty.gz, not gzipped",
    "array.json, one JSON array",
    "array-of-lines.json, one JSON array",
    "texts.json, none of its lines is a JSON object",
    "others.json, neither of the columns User.UserId and ChannelType",
    "garbage.json, damaged",
    "long-line.json, none of its lines is a JSON object",
    "torn.parquet, no Parquet file",
    "damaged.parquet, damaged",
    "garbage.parquet, no Parquet file",
    "empty.parquet, no Parquet file",
    "others.parquet, neither of the columns User.UserId and ChannelType"
  })
  void aFileThatCantBeReadIsRefusedWithoutAWordOfItsContent(String name, String why)
      throws Exception {
    BrokenFiles.write(folder);
    var path = folder.resolve(name);
    var format = SourceFormat.of(name).orElseThrow();
    var source = new LocalSource(name, path, format, name.endsWith(".gz"), MODIFIED, false);

    assertThatThrownBy(() -> table.add(source))
        .hasMessageContaining(why)
        .hasMessageNotContainingAny("ann-", "ann@", "example.com", folder.toString());

    csv(HEADER + "e1,EMAIL,a,u1,NONE,ACTIVE,\n");
    assertThat(endpoints()).as("of the files after it").contains("u1 e1 EMAIL 0 a");
  }

  @Test
  void columnsOfOneNameOrNoneSpoilNoOthers() throws Exception {
    csv("Id,id,,ChannelType,ID,,User.UserId\ne1,x,y,EMAIL,z,,u1\n");

    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 0 null");
  }

  @Test
  void capitalsInAColumnsNameLoseNothing() throws Exception {
    csv("id,CHANNELTYPE,User.UserID,Optout\ne1,EMAIL,u1,ALL\n");
    csv("Id,ChannelType,User.UserId,optout,OptOut,id\ne2,EMAIL,u2,NONE,ALL,x\n");

    assertThat(endpoints()).containsExactlyInAnyOrder("u1 e1 EMAIL 1 null", "u2 e2 EMAIL 1 null");
  }

  @Test
  void aHeaderOfManyEmptyCellsIsReadSoon() throws Exception {
    csv(
        "Id,ChannelType,User.UserId"
            + ",".repeat(5_000)
            + "\ne1,EMAIL,u1"
            + ",".repeat(5_000)
            + "\n");

    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 0 null");
  }

  @Test
  void whatAMadeIdStandsForMustFitAFileToo() throws Exception {
    csv("Id,ChannelType,Address,User.UserId\n,EMAIL,\"a\tb\",u1\ne2,EMAIL,\"a\nb\",u2\n");

    assertThat(endpoints())
        .satisfiesExactlyInAnyOrder(
            made -> assertThat(made).startsWith("u1 ").endsWith(" EMAIL 12 a\tb"),
            known -> assertThat(known).isEqualTo("u2 e2 EMAIL 0 a\nb"));
  }

  @Test
  void quotesWithinAValueSpoilTheirOwnRowOnly() throws Exception {
    csv(HEADER + "e1,EMAIL,\"a\"b,u1,NONE,ACTIVE,\ne2,EMAIL,b,u2,NONE,ACTIVE,\n");

    assertThat(endpoints()).containsExactly("u2 e2 EMAIL 0 b");
    assertThat(rejects()).hasSize(1);
  }

  /** Where the quotes run over a part of the file that the engine reads at once. */
  @Test
  void aQuoteThatIsNotClosedLosesNobodyHoweverLargeTheFile() throws Exception {
    var path = folder.resolve("large.csv");
    try (var out = Files.newBufferedWriter(path)) {
      out.write("Id,ChannelType,Address,User.UserId\n");
      for (int row = 0; row < 400_000; row++) {
        var address = "address-%d-of-somebody-somewhere@example.com".formatted(row);
        out.write(
            "endpoint-%d,EMAIL,%s,user-%d\n".formatted(row, (row == 5 ? "\"" : "") + address, row));
      }
    }
    var source = new LocalSource("large.csv", path, SourceFormat.CSV, false, MODIFIED, false);

    assertThatThrownBy(() -> table.add(source))
        .hasMessageContaining("the quotes of line 7 are not closed");
  }

  @Test
  void linesThatEndInDifferentWaysAreToldByTheirNumbers() throws Exception {
    var path =
        Files.writeString(
            folder.resolve("mixed.csv"), "Id,ChannelType,User.UserId\r\ne1,EMAIL,u1\n");
    var source = new LocalSource("mixed.csv", path, SourceFormat.CSV, false, MODIFIED, false);

    assertThatThrownBy(() -> table.add(source))
        .hasMessageContaining("line 2 ends with a line feed, line 1 with carriage return");
  }

  @Test
  void theNewestRowOfAnIdCountsAlsoWhenItMovedToAnotherUser() throws Exception {
    csv(
        HEADER
            + "e1,EMAIL,a,old,NONE,ACTIVE,2026-01-01T00:00:00Z\n"
            + "e1,EMAIL,a,new,NONE,ACTIVE,2026-02-01T00:00:00+02:00\n");

    assertThat(table.dropRepeated()).isEqualTo(1);
    assertThat(endpoints()).containsExactly("new e1 EMAIL 0 a");
  }

  @Test
  void atEqualDatesAnOptOutWinsThenTheGreaterId() throws Exception {
    csv(
        HEADER
            + "e1,EMAIL,a,u1,NONE,ACTIVE,\n"
            + "e1,EMAIL,a,u1,ALL,ACTIVE,\n"
            + "e2,SMS,1,u2,ALL,ACTIVE,\n"
            + "e3,SMS,1,u2,NONE,ACTIVE,\n"
            + "e4,SMS,2,u3,NONE,ACTIVE,\n"
            + "e5,SMS,2,u3,NONE,ACTIVE,\n");

    assertThat(table.dropRepeated()).isEqualTo(3);
    assertThat(endpoints())
        .containsExactlyInAnyOrder("u1 e1 EMAIL 1 a", "u2 e2 SMS 1 1", "u3 e5 SMS 0 2");
  }

  @Test
  void whatARowDoesNotSayIsAsTheNewestOlderRowOfTheEndpointHasSaidIt() throws Exception {
    csv(
        HEADER
            + "e1,EMAIL,a,u1,ALL,,2026-01-01T00:00:00Z\n"
            + "e1,EMAIL,a,u1,,INACTIVE,2026-02-01T00:00:00Z\n"
            + "e2,EMAIL,b,u2,ALL,INACTIVE,2026-01-01T00:00:00Z\n"
            + "e2,EMAIL,b,u2,NONE,,2026-02-01T00:00:00Z\n"
            + "e3,EMAIL,c,u3,,,2026-01-01T00:00:00Z\n"
            + "e4,EMAIL,d,u4,,,2026-01-01T00:00:00Z\n"
            + "e4,EMAIL,d,u4,ALL,,2026-02-01T00:00:00Z\n");
    csv(
        "Id,ChannelType,Address,User.UserId\n"
            + "e1,EMAIL,new,u1\ne2,EMAIL,b,u2\ne3,EMAIL,c,u3\ne4,EMAIL,d,someone-else\n");

    assertThat(table.dropRepeated()).isEqualTo(7);
    assertThat(endpoints())
        .containsExactlyInAnyOrder(
            "u1 e1 EMAIL 3 new", "u2 e2 EMAIL 2 b", "u3 e3 EMAIL 0 c", "someone-else e4 EMAIL 1 d");
  }

  @Test
  void anAddressThatGetsAnotherIdStaysOptedOutUntilItsUserSaysOtherwise() throws Exception {
    csv(
        HEADER
            + ",EMAIL,a,u1,ALL,,2026-01-01T00:00:00Z\n"
            + "e1,EMAIL,a,u1,,,2026-02-01T00:00:00Z\n"
            + "e2,EMAIL,b,u2,ALL,,2026-01-01T00:00:00Z\n"
            + "e3,EMAIL,b,u2,NONE,,2026-02-01T00:00:00Z\n");

    assertThat(table.dropRepeated()).isEqualTo(2);
    assertThat(endpoints()).containsExactlyInAnyOrder("u1 e1 EMAIL 1 a", "u2 e3 EMAIL 0 b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2099-01-01T00:00:00Z", "infinity", "294247-01-01 00:00:00+00"})
  void aDateInTheFutureIsThatOfItsFile(String future) throws Exception {
    csv(HEADER + "e1,EMAIL,a,u1,NONE,ACTIVE,%s\n".formatted(future));
    var path =
        Files.writeString(folder.resolve("later.csv"), HEADER + "e1,EMAIL,a,u1,ALL,ACTIVE,\n");
    table.add(
        new LocalSource(
            "later.csv", path, SourceFormat.CSV, false, MODIFIED.plusSeconds(1), false));

    assertThat(table.dropRepeated()).isEqualTo(1);
    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 1 a");
  }

  @Test
  void endpointsWithoutAnAddressAreTheSameOnlyByTheirId() throws Exception {
    csv("Id,ChannelType,User.UserId\ne1,IN_APP,u\ne2,IN_APP,u\n");

    assertThat(table.dropRepeated()).isZero();
    assertThat(endpoints()).hasSize(2);
  }

  @Test
  void anIdThatNoFileCanHoldIsMarked() throws Exception {
    csv("Id,ChannelType,User.UserId\n\"a\tb\",EMAIL,u1\n\"a\nb\",EMAIL,u2\n");

    assertThat(endpoints())
        .containsExactlyInAnyOrder("u1 a\tb EMAIL 4 null", "u2 a\nb EMAIL 4 null");
  }

  @Test
  void ofAFileForPinpointOnlyRowsWithBothIdsCount() throws Exception {
    var path =
        Files.writeString(
            folder.resolve("pinpoint.csv"),
            "Id,ChannelType,Address,User.UserId\ne1,EMAIL,a,u1\n,EMAIL,b,u2\ne3,EMAIL,c,\n");

    assertThat(
            table.add(
                new LocalSource("pinpoint.csv", path, SourceFormat.CSV, false, MODIFIED, true)))
        .isOne();

    assertThat(endpoints()).containsExactly("u1 e1 EMAIL 0 a");
    assertThat(table.rejects()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ids.csv|Id;e1;e2",
        "attributes.csv|Id,Attributes.Team;e1,red",
        "empty.csv|Id,User.UserId,ChannelType",
        "wrong.csv|Id,User.UserId,ChannelType;e1,u1,EMIAL;e2,u2",
        "ids.json|{\"Id\":\"e1\"};{\"Id\":\"e2\"}"
      })
  void whatElseStandsInAFileForPinpointIsNoMatterOfTheDirectory(String name, String lines)
      throws Exception {
    var path = Files.writeString(folder.resolve(name), lines.replace(';', '\n') + "\n");
    var format = SourceFormat.of(name).orElseThrow();

    assertThat(table.add(new LocalSource(name, path, format, false, MODIFIED, true))).isZero();

    assertThat(endpoints()).isEmpty();
    assertThat(table.rejects()).isZero();
    csv("Id,ChannelType,User.UserId\ne1,EMAIL\n");
    assertThat(rejects()).as("of the files after it").hasSize(1);
  }

  private void csv(String content) throws Exception {
    file(++files + ".csv", content);
  }

  private void file(String name, String content) throws Exception {
    var path = Files.writeString(folder.resolve(name), content);
    var format = SourceFormat.of(name).orElseThrow();
    table.add(new LocalSource(name, path, format, false, MODIFIED, false));
  }

  private List<String> endpoints() throws Exception {
    return TableRows.of(table);
  }

  private List<String> rejects() throws Exception {
    var path = folder.resolve("rejects.csv.gz");
    table.writeRejects(path);
    try (var in = new GZIPInputStream(Files.newInputStream(path))) {
      var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
      assertThat(table.rejects()).isEqualTo(lines.size());
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
