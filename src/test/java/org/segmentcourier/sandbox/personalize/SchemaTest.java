package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.AwsError;

/** Which Avro schemas are taken, and which datasets can have them. */
class SchemaTest {

  private static final String INTERACTION =
      "{'name':'USER_ID','type':'string'},{'name':'ITEM_ID','type':'string'},"
          + "{'name':'TIMESTAMP','type':'long'}";

  private final Bench bench = new Bench();

  @Test
  void aSchemaMustBeAvro() {
    assertThatThrownBy(() -> bench.schema("s", "{'name':'USER_ID','type':'text'}"))
        .hasMessageStartingWith("The schema is not valid Avro");
  }

  @Test
  void aSchemaMustBeARecord() {
    assertThat(bench.refusal("CreateSchema", "{'name': 's', 'schema': '\\'string\\''}"))
        .hasMessage("The schema's type must be record, not string");
  }

  @Test
  void aFieldHasOneTypeBesidesNull() {
    assertThatThrownBy(() -> bench.schema("s", "{'name':'AGE','type':['int','string']}"))
        .hasMessage("The field AGE must have one type besides null");
  }

  @Test
  void aFieldCanNotBeAList() {
    assertThatThrownBy(
            () -> bench.schema("s", "{'name':'AGE','type':{'type':'array','items':'int'}}"))
        .hasMessage("The field AGE can't be of type array");
  }

  @Test
  void aUnionOfOneTypeIsThatType() {
    String schema = bench.schema("s", INTERACTION + ",{'name':'EVENT_VALUE','type':['float']}");

    assertThat(refused("INTERACTIONS", schema)).isEmpty();
  }

  @Test
  void interactionsNeedUserItemAndTime() {
    String schema =
        bench.schema("s", "{'name':'USER_ID','type':'string'},{'name':'ITEM_ID','type':'string'}");

    assertThat(refused("INTERACTIONS", schema))
        .isEqualTo("The schema of an INTERACTIONS dataset must have the field TIMESTAMP");
  }

  @Test
  void idsMustBeText() {
    String schema =
        bench.schema("s", "{'name':'USER_ID','type':'long'},{'name':'AGE','type':'int'}");

    assertThat(refused("USERS", schema)).isEqualTo("The field USER_ID must be of type string");
  }

  @Test
  void idsCanNotBeNullable() {
    String schema =
        bench.schema(
            "s", "{'name':'USER_ID','type':['null','string']},{'name':'AGE','type':'int'}");

    assertThat(refused("USERS", schema)).isEqualTo("The field USER_ID can't be nullable");
  }

  @Test
  void usersNeedAColumnThatSaysSomethingAboutThem() {
    String schema = bench.schema("s", "{'name':'USER_ID','type':'string'}");

    assertThat(refused("USERS", schema))
        .isEqualTo("The schema of a USERS dataset must have a metadata field");
  }

  @Test
  void interactionsCanHaveFiveColumnsOfTheCustomersChoice() {
    assertThat(refused("INTERACTIONS", bench.schema("s", INTERACTION + columns(5)))).isEmpty();
  }

  @Test
  void interactionsCanNotHaveSix() {
    assertThat(refused("INTERACTIONS", bench.schema("s", INTERACTION + columns(6))))
        .isEqualTo("The schema has 6 metadata fields; an INTERACTIONS dataset can have at most 5");
  }

  @Test
  void usersCanHaveTwentyFiveColumns() {
    String fields = "{'name':'USER_ID','type':'string'}";

    assertThat(refused("USERS", bench.schema("more", fields + columns(26))))
        .isEqualTo("The schema has 26 metadata fields; an USERS dataset can have at most 25");
  }

  @Test
  void itemsCanHaveAHundredColumns() {
    String fields = "{'name':'ITEM_ID','type':'string'}";

    assertThat(refused("ITEMS", bench.schema("more", fields + columns(101))))
        .isEqualTo("The schema has 101 metadata fields; an ITEMS dataset can have at most 100");
  }

  @Test
  void itemsCanHaveOneTextualColumn() {
    String fields =
        "{'name':'ITEM_ID','type':'string'},{'name':'A','type':'string','textual':true},"
            + "{'name':'B','type':'string','textual':true}";

    assertThat(refused("ITEMS", bench.schema("s", fields)))
        .isEqualTo("The schema has more than 1 textual field");
  }

  @Test
  void aSchemaWithoutDomainCanNotBeUsedInAGroupWithOne() {
    bench.call("CreateDatasetGroup", "{'name': 'g', 'domain': 'VIDEO_ON_DEMAND'}");
    bench.finish();

    assertThat(
            bench.refusal(
                "CreateDataset",
                "{'name': 'n', 'datasetGroupArn': '%s', 'datasetType': 'ITEMS', 'schemaArn': '%s'}",
                Account.ARN + "dataset-group/g",
                bench.itemsSchema("s")))
        .hasMessage(
            "The schema's domain (none) is not that of the dataset group (VIDEO_ON_DEMAND)");
  }

  @Test
  void interactionsOfADomainNeedAnEventType() {
    assertThatThrownBy(
            () ->
                DatasetSchema.parse(
                        "{'type':'record','name':'R','fields':["
                            .concat(INTERACTION)
                            .concat("]}")
                            .replace('\'', '"'))
                    .check(DatasetType.INTERACTIONS, "VIDEO_ON_DEMAND", new Tuning(Bench.PACE)))
        .hasMessage("The schema of an INTERACTIONS dataset must have the field EVENT_TYPE");
  }

  /** Why a dataset of this type can't have this schema; empty if it can. */
  private String refused(String type, String schema) {
    String group = bench.group("g");
    String input =
        "{'name': 'n', 'datasetGroupArn': '%s', 'datasetType': '%s', 'schemaArn': '%s'}"
            .formatted(group, type, schema);
    try {
      bench.call("CreateDataset", input);
      return "";
    } catch (AwsError e) {
      assertThat(e.shape()).isEqualTo("InvalidInputException");
      return e.getMessage();
    }
  }

  private static String columns(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> ",{'name':'C" + i + "','type':'string'}")
        .collect(Collectors.joining());
  }
}
