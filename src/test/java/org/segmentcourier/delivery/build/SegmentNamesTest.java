package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.order.SolutionVersion;
import org.segmentcourier.segment.Query;

class SegmentNamesTest {

  private static final Instant CREATED = Instant.parse("2026-11-24T10:15:00Z");

  private static final SegmentJob JOB = job("first");
  private static final String DEFINITION_NAME = "[A-Za-z0-9_-]{1,64}\\.csv";

  @Test
  void theSeedsExampleGetsTheNameOfTheReference() {
    assertThat(nameOf(attributes("ITEMS.genres = \"Action\"")))
        .isEqualTo("ITEMSgenresAction_20261124-101500.csv");
  }

  @Test
  void anItemIsNamedByItsId() {
    assertThat(nameOf(item("105"))).isEqualTo("item_105_20261124-101500.csv");
    assertThat(nameOf(item("B00-x9"))).isEqualTo("item_B00-x9_20261124-101500.csv");
  }

  /** Defect 5 of the reference. */
  @Test
  void digitsAndNonLatinLettersDoNotVanishSoThatQueriesCollide() {
    var names =
        namesOf(
            attributes("ITEMS.year = \"1999\""),
            attributes("ITEMS.year = \"2000\""),
            attributes("ITEMS.genres = \"Боевик\""),
            attributes("ITEMS.genres = \"Комедия\""),
            attributes("ITEMS.genres = \"動作\""),
            item("фильм"),
            item("影片"));

    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches(DEFINITION_NAME));
    assertThat(names.get(0)).matches("ITEMSyear-[0-9a-f]{8}_20261124-101500\\.csv");
    assertThat(names.get(2)).matches("ITEMSgenres-[0-9a-f]{8}_20261124-101500\\.csv");
    assertThat(names.get(5)).matches("item_-[0-9a-f]{8}_20261124-101500\\.csv");
  }

  /** Defect 6 of the reference. */
  @Test
  void twoFilesOfTheSameSecondDoNotCollide() {
    var query = attributes("ITEMS.genres = \"Action\"");
    var here = asked(1, query);
    var first = new SegmentNames(JOB, List.of(here));
    var second = new SegmentNames(job("second"), List.of(here));

    assertThat(second.preferred(here.line(), "all", 0))
        .isEqualTo(first.preferred(here.line(), "all", 0));
    assertThat(second.alternative(here.line(), "all", 0))
        .matches("ITEMSgenresAction_20261124-101500-[0-9a-f]{6}\\.csv")
        .isNotEqualTo(first.alternative(here.line(), "all", 0));
  }

  @Test
  void queriesWithTheSameLettersAllGetAHash() {
    var names =
        namesOf(attributes("ITEMS.genres = \"Action\""), attributes("ITEMS.genresA = \"ction\""));

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("ITEMSgenresAction-[0-9a-f]{8}_20261124-101500\\.csv"));
  }

  @Test
  void theHashIsThatOfTheCanonicalQuery() {
    assertThat(nameOf(attributes("ITEMS.year = \"1999\"")))
        .isEqualTo(
            "ITEMSyear-%s_20261124-101500.csv"
                .formatted(Fingerprint.of("ITEMS.year = \"1999\"").substring(0, 8)));
  }

  @Test
  void severalComparisonsGetAHash() {
    assertThat(nameOf(attributes("ITEMS.a = \"x\" AND ITEMS.b = \"y\"")))
        .matches("ITEMSaxANDITEMSby-[0-9a-f]{8}_.*");
  }

  @Test
  void aQueryWithFilterValuesGetsAHash() {
    assertThat(nameOf(new Query.OfItem("105", "{\"A\":\"1\"}"))).matches("item_105-[0-9a-f]{8}_.*");
  }

  @Test
  void theSameQueryTwiceIsToldApartByItsLine() {
    var names = namesOf(item("105"), item("105"), item("106"));

    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.get(0)).matches("item_105-[0-9a-f]{8}_.*");
    assertThat(names.get(2)).isEqualTo("item_106_20261124-101500.csv");
  }

  @Test
  void theSameQueryOnTheSameLineOfTwoFilesIsToldApart() {
    var a = new SegmentNames.Asked(new SegmentNames.Line("a.json.out", 1), item("105"));
    var b = new SegmentNames.Asked(new SegmentNames.Line("b.json.out", 1), item("105"));
    var names = new SegmentNames(JOB, List.of(a, b));

    assertThat(names.preferred(a.line(), "all", 0))
        .isNotEqualTo(names.preferred(b.line(), "all", 0));
  }

  @Test
  void aStemOfMoreThan24LettersIsCutAndGetsAHash() {
    var names =
        namesOf(
            attributes("ITEMS.category = \"Electronics\""),
            attributes("ITEMS.category = \"ElectronicsA\""),
            attributes("ITEMS.category = \"ElectronicsB\""));

    assertThat(names).doesNotHaveDuplicates();
    assertThat(names.get(0)).isEqualTo("ITEMScategoryElectronics_20261124-101500.csv");
    assertThat(names.get(1)).matches("ITEMScategoryElectronics-[0-9a-f]{8}_20261124-101500\\.csv");
  }

  @Test
  void branchAndPartFollowButTheDefaultBranchAddsNothing() {
    var here = asked(1, item("105"));
    var names = new SegmentNames(JOB, List.of(here));

    assertThat(names.preferred(here.line(), "email", 0))
        .isEqualTo("item_105_20261124-101500_email.csv");
    assertThat(names.preferred(here.line(), "email", 2))
        .isEqualTo("item_105_20261124-101500_email_p2.csv");
    assertThat(names.preferred(here.line(), Branch.DEFAULT, 1))
        .isEqualTo("item_105_20261124-101500_p1.csv");
    assertThat(names.alternative(here.line(), "email", 2))
        .matches("item_105_20261124-101500-[0-9a-f]{6}_email_p2\\.csv");
  }

  @Test
  void theLongestNameFitsThatOfASegmentDefinition() {
    var here = asked(1, attributes("ITEMS.category = \"Elektronik und Zubehör für den Garten\""));
    var names = new SegmentNames(JOB, List.of(here));

    assertThat(names.alternative(here.line(), "fourteen-chars", 99)).matches(DEFINITION_NAME);
  }

  @Test
  void twoStemsThatALongBranchNameCutsToTheSameStayApart() {
    var a = asked(1, item("1234567890123456789"));
    var b = asked(2, item("1234567890123456780"));
    var names = new SegmentNames(JOB, List.of(a, b));

    assertThat(names.preferred(a.line(), "fourteen-chars", 0))
        .matches(DEFINITION_NAME)
        .isNotEqualTo(names.preferred(b.line(), "fourteen-chars", 0));
  }

  @Test
  void hostileIdsStayOutOfNames() {
    assertThat(nameOf(item("../../etc/passwd"))).matches("item_etcpasswd-[0-9a-f]{8}_.*");
    assertThat(nameOf(item("=cmd()\r\n"))).matches("item_cmd-[0-9a-f]{8}_.*");
  }

  private static String nameOf(Query query) {
    return namesOf(query).get(0);
  }

  private static List<String> namesOf(Query... queries) {
    var asked = new ArrayList<SegmentNames.Asked>();
    Arrays.asList(queries).forEach(query -> asked.add(asked(asked.size() + 1, query)));
    var names = new SegmentNames(JOB, asked);
    return asked.stream().map(one -> names.preferred(one.line(), Branch.DEFAULT, 0)).toList();
  }

  private static SegmentNames.Asked asked(int line, Query query) {
    return new SegmentNames.Asked(new SegmentNames.Line("a.json.out", line), query);
  }

  private static Query attributes(String expression) {
    return new Query.OfAttributes(expression, "");
  }

  private static Query item(String id) {
    return new Query.OfItem(id, "");
  }

  private static SegmentJob job(String name) {
    return new SegmentJob(
        "arn:aws:personalize:us-east-1:000000000000:batch-segment-job/" + name,
        name,
        new SolutionVersion("version", CREATED, Duration.ZERO),
        0,
        CREATED,
        CREATED,
        new S3Location("bucket", "folder/"),
        false,
        "");
  }
}
