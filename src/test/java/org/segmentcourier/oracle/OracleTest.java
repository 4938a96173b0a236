package org.segmentcourier.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The oracle must be right, and it must notice: a delivery by hand, and what can be wrong in it.
 */
class OracleTest {

  private static final String ACTION = "ITEMSgenresAction_20261124-101500.csv";
  private static final String ITEM = "item_105_20261124-101500.csv";

  @TempDir Path folder;

  @BeforeEach
  void aDelivery() throws IOException {
    write(
        "genres.json.out",
        """
        {"input": {"itemAttributes": "ITEMS.genres = \\"Action\\""}, "output": {"usersList": ["b", "a", "nobody", "c", "b"]}, "error": null}
        {"input": {"itemAttributes": "x OR y"}, "output": null, "error": "OR is not supported"}
        {"input": {"itemAttributes": "trunca
        """);
    write(
        "films.json.out",
        """
        {"input": {"itemId": "105"}, "output": {"usersList": ["o\\"hara, 7"]}}
        """);
    write(
        "addresses.csv",
        """
        Id,ChannelType,Address,OptOut,User.UserId
        b-1,EMAIL,b@example.com,NONE,b
        b-2,SMS,+15550100001,ALL,b
        a-2,EMAIL,a@example.com,,a
        "hara,1",EMAIL,o@example.com,NONE,"o""hara, 7"
        """);
    write(
        "devices.json",
        """
        {"Id":"a-1","ChannelType":"GCM","Address":"t1","OptOut":"NONE","User":{"UserId":"a"}}
        {"Id":"c-1","ChannelType":"APNS","Address":"t2","User":{"UserId":"c"}}
        {"Id":"c-2","ChannelType":"APNS","Address":"t3","User":{"UserId":"c"}}
        """);
    write(
        "inactive.json",
        """
        {"Id":"c-1","EndpointStatus":"INACTIVE"}
        """);
    write(ACTION, "Id\nb-1\na-1\na-2\nc-2\n");
    write(ITEM, "Id\n\"hara,1\"\n");
  }

  @Test
  void aRightDeliveryIsRight() throws Exception {
    var verdict = judge(ACTION, ITEM);

    assertThat(verdict.differences()).isEmpty();
    assertThat(verdict.segments())
        .containsExactly(
            new Verdict.Segment("films.json.out", 1, "{\"itemId\":\"105\"}", 1, 1, ITEM),
            new Verdict.Segment(
                "genres.json.out",
                1,
                "{\"itemAttributes\":\"ITEMS.genres = \\\"Action\\\"\"}",
                4,
                4,
                ACTION));
  }

  @Test
  void theLineEndingsAreThePublishersChoice() throws Exception {
    write(ACTION, "Id\r\nb-1\r\na-1\r\na-2\r\nc-2\r\n");

    assertThat(judge(ACTION, ITEM).differences()).isEmpty();
  }

  @Test
  void aMissingRowIsNoticed() throws Exception {
    write(ACTION, "Id\nb-1\na-1\nc-2\n");

    assertThat(judge(ACTION, ITEM).differences())
        .containsExactly(ACTION + ": row 3 (a-2) is missing for genres.json.out line 1");
  }

  @Test
  void anExtraRowIsNoticed() throws Exception {
    write(ACTION, "Id\nb-1\nb-2\na-1\na-2\nc-2\n");

    assertThat(judge(ACTION, ITEM).differences())
        .containsExactly(ACTION + ": row 2 (b-2) is extra for genres.json.out line 1");
  }

  @Test
  void aDoubledRowIsNoticed() throws Exception {
    write(ACTION, "Id\nb-1\na-1\na-1\na-2\nc-2\n");

    assertThat(judge(ACTION, ITEM).differences())
        .containsExactly(ACTION + ": row 2 (a-1) is doubled for genres.json.out line 1");
  }

  @Test
  void swappedRowsAreNoticed() throws Exception {
    write(ACTION, "Id\na-1\nb-1\na-2\nc-2\n");

    assertThat(judge(ACTION, ITEM).differences())
        .containsExactly(ACTION + ": row 1 (a-1) is out of order for genres.json.out line 1");
  }

  @Test
  void aBlankRowIsNoticed() throws Exception {
    write(ACTION, "Id\nb-1\n\na-1\na-2\nc-2\n");

    assertThat(judge(ACTION, ITEM).differences()).hasSize(1);
  }

  @Test
  void aWrongHeaderIsNoticed() throws Exception {
    write(ACTION, "ID\nb-1\na-1\na-2\nc-2\n");

    assertThat(judge(ACTION, ITEM).differences())
        .containsExactly(ACTION + ": the header is 'ID', not 'Id'");
  }

  @Test
  void anEmptyFileIsNoticed() throws Exception {
    write(ITEM, "");

    assertThat(judge(ACTION, ITEM).differences()).isNotEmpty();
  }

  @Test
  void aQueryWithoutAFileIsNoticed() throws Exception {
    assertThat(judge(ACTION).differences())
        .containsExactly("films.json.out line 1: no file holds its endpoints");
  }

  @Test
  void aFileThatNobodyAskedForIsNoticed() throws Exception {
    write("other.csv", "Id\nz-1\n");

    assertThat(judge(ACTION, ITEM, "other.csv").differences())
        .containsExactly("other.csv: holds what no query asked for");
  }

  @Test
  void theSameSegmentTwiceIsNoticed() throws Exception {
    write("again.csv", Files.readString(folder.resolve(ACTION)));

    assertThat(judge(ACTION, ITEM, "again.csv").differences())
        .containsExactly("again.csv: holds what no query asked for");
  }

  @Test
  void twoQueriesWithTheSameUsersNeedTwoFiles() throws Exception {
    write(
        "films.json.out",
        "{\"input\":{\"itemId\":\"1\"},\"output\":{\"usersList\":[\"a\"]}}\n".repeat(2));
    write(ITEM, "Id\na-1\na-2\n");

    assertThat(judge(ACTION, ITEM).differences())
        .containsExactly("films.json.out line 2: no file holds its endpoints");
  }

  private Verdict judge(String... published) throws IOException, SQLException {
    var evidence =
        new Evidence(
            files("films.json.out", "genres.json.out"),
            files("addresses.csv", "devices.json"),
            files("inactive.json"),
            files(published));
    return new Oracle(Path.of("")).judge(evidence);
  }

  private List<Path> files(String... names) {
    return List.of(names).stream().map(folder::resolve).toList();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
