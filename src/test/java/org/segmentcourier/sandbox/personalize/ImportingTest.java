package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an import job takes and what it fails at. */
class ImportingTest {

  private static final String HEADER = "ITEM_ID,GENRES,YEAR,TITLE,PLOT\n";

  private final Bench bench = new Bench();
  private String group;
  private String items;

  @BeforeEach
  void makeDataset() {
    group = bench.group("g");
    items = bench.items(group);
  }

  @Test
  void oneCsvIsImported() {
    assertThat(importItems(HEADER + "1,Action|Drama,1999,Film,Plot\n")).isEmpty();
  }

  @Test
  void columnsCanBeInAnyOrder() {
    assertThat(importItems("YEAR,PLOT,TITLE,ITEM_ID,GENRES\n1999,P,T,1,Action\n")).isEmpty();
  }

  @Test
  void quotedValuesCanHaveCommasQuotesAndNewlines() {
    assertThat(importItems(HEADER + "1,Action,1999,\"N Word, \"\"The\"\"\nReturns\",Plot\r\n"))
        .isEmpty();
  }

  @Test
  void nullableValuesCanBeMissing() {
    assertThat(importItems(HEADER + "1,,,,\n")).isEmpty();
  }

  @Test
  void aHeaderWithoutAFieldOfTheSchemaFails() {
    assertThat(importItems("ITEM_ID,GENRES,YEAR,TITLE\n1,Action,1999,T\n"))
        .isEqualTo(
            "The header of items.csv is ITEM_ID,GENRES,YEAR,TITLE; it must have the fields of the"
                + " schema: ITEM_ID,GENRES,YEAR,TITLE,PLOT");
  }

  @Test
  void aHeaderWithAFieldThatTheSchemaDoesNotHaveFails() {
    assertThat(importItems(HEADER.replace("PLOT", "PLOT,LENGTH")))
        .startsWith("The header of items.csv is ");
  }

  @Test
  void anEmptyFileFails() {
    assertThat(importItems(""))
        .isEqualTo("items.csv is empty; its first row must be ITEM_ID,GENRES,YEAR,TITLE,PLOT");
  }

  @Test
  void aValueOfAnotherTypeFailsWithItsRow() {
    assertThat(importItems(HEADER + "1,Action,1999,T,P\n2,Action,MCMXCIX,T,P\n"))
        .isEqualTo("Row 3 of items.csv: YEAR is 'MCMXCIX', which is not of type int");
  }

  @Test
  void aMissingValueThatIsNotNullableFailsWithItsRow() {
    assertThat(importItems(HEADER + ",Action,1999,T,P\n"))
        .isEqualTo("Row 2 of items.csv: ITEM_ID is missing, and the schema does not allow null");
  }

  @Test
  void aRowOfAnotherLengthFails() {
    assertThat(importItems(HEADER + "1,Action\n"))
        .isEqualTo("Row 2 of items.csv has 2 values; the header has 5");
  }

  @Test
  void bytesThatAreNotUtf8Fail() {
    byte[] latin = (HEADER + "1,Comédie,1999,T,P\n").getBytes(StandardCharsets.ISO_8859_1);
    bench.s3.put("items.csv", latin);

    assertThat(failure(items, "items.csv")).isEqualTo("items.csv is not UTF-8");
  }

  @Test
  void aBrokenQuoteFails() {
    assertThat(importItems(HEADER + "1,\"Action\"x,1999,T,P\n"))
        .startsWith("items.csv is not CSV: ");
  }

  @Test
  void anIdOfMoreThan256CharactersFails() {
    assertThat(importItems(HEADER + "x".repeat(257) + ",Action,1999,T,P\n"))
        .isEqualTo("Row 2 of items.csv: ITEM_ID has more than 256 characters");
  }

  @Test
  void aCategoryOfMoreThan1000CharactersFails() {
    assertThat(importItems(HEADER + "1," + "x".repeat(1000) + "|Action,1999,T,P\n")).isEmpty();
    assertThat(importItems(HEADER + "1," + "x".repeat(1001) + "|Action,1999,T,P\n"))
        .isEqualTo("Row 2 of items.csv: GENRES has a category of more than 1000 characters");
  }

  @Test
  void allPartsOfAFolderAreImported() {
    bench.s3.put("items/part-1.csv", HEADER + "1,Action,1999,T,P\n");
    bench.s3.put("items/part-2.csv", HEADER + "2,Action,year,T,P\n");
    bench.s3.put("items/", "");

    assertThat(failure(items, "items/")).startsWith("Row 2 of items/part-2.csv");
  }

  @Test
  void foldersWithinAFolderAreNot() {
    bench.s3.put("items/part-1.csv", HEADER + "1,Action,1999,T,P\n");
    bench.s3.put("items/old/part-2.csv", HEADER + "2,Action,year,T,P\n");

    assertThat(failure(items, "items/")).isEmpty();
  }

  @Test
  void aLocationWithNothingFails() {
    assertThat(failure(items, "items.csv")).isEqualTo("There is no CSV at s3://data/items.csv");
  }

  @Test
  void aBucketThatIsNotThereFails() {
    String job =
        bench
            .call(
                "CreateDatasetImportJob",
                "{'jobName': 'i', 'datasetArn': '%s', 'roleArn': '%s',"
                    + " 'dataSource': {'dataLocation': 's3://nowhere/items.csv'}}",
                items,
                Bench.ROLE)
            .get("datasetImportJobArn")
            .asText();
    bench.finish();

    assertThat(bench.failureReason(Kind.DATASET_IMPORT_JOB, job))
        .isEqualTo("The bucket of s3://nowhere/items.csv does not exist");
  }

  @Test
  void lessThan1000InteractionsFail() {
    bench.s3.put("interactions.csv", interactions(999));

    assertThat(failure(bench.interactions(group), "interactions.csv"))
        .isEqualTo("The data has 999 interactions; at least 1000 are needed");
  }

  @Test
  void thousandInteractionsAreEnough() {
    bench.s3.put("interactions.csv", interactions(1000));

    assertThat(failure(bench.interactions(group), "interactions.csv")).isEmpty();
  }

  @Test
  void moreThanTheMostBytesFail() {
    bench.quota(Quota.FULL_IMPORT_BYTES, 40);

    assertThat(importItems(HEADER + "1,Action,1999,T,P\n"))
        .asInstanceOf(STRING)
        .matches("The data has \\d+ bytes; at most 40 are allowed");
  }

  @Test
  void incrementalImportsCanHaveLess() {
    bench.quota(Quota.INCREMENTAL_IMPORT_BYTES, 40);

    assertThat(importItems(HEADER + "1,Action,1999,T,P\n")).isEmpty();
  }

  static String interactions(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "u%d,i%d,Watch,,%d".formatted(i % 50, i % 7, 1_700_000_000 + i))
        .collect(
            Collectors.joining("\n", "USER_ID,ITEM_ID,EVENT_TYPE,EVENT_VALUE,TIMESTAMP\n", ""));
  }

  /** Why importing this CSV fails; empty if it doesn't. */
  private String importItems(String csv) {
    bench.s3.put("items.csv", csv);
    return failure(items, "items.csv");
  }

  private String failure(String dataset, String key) {
    String job = bench.importing("job-" + bench.clock.millis(), dataset, key);
    bench.finish();
    return bench.failureReason(Kind.DATASET_IMPORT_JOB, job);
  }
}
