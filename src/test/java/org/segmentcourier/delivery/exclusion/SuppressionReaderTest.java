package org.segmentcourier.delivery.exclusion;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.segment.UserBatch;

class SuppressionReaderTest {

  @TempDir Path folder;
  private SuppressionReader reader;

  @BeforeEach
  void open() throws Exception {
    reader = new SuppressionReader(new TextSet(folder), new TextSet(folder));
  }

  @Test
  void usersAndAddressesAreReadFromTheColumnsOfPinpoint() throws Exception {
    read("a.csv", "Id,Address,User.UserId\ne1,a@example.com,ann\ne2,,bob\ne3,+491,\n");

    assertThat(users("ann", "bob", "e1", "a@example.com", "")).containsExactly("ann", "bob");
    assertThat(addresses("a@example.com", "+491", "ann", ""))
        .containsExactly("a@example.com", "+491");
  }

  @Test
  void eitherColumnIsEnough() throws Exception {
    read("users.csv", "\uFEFFUser.UserId\r\n\"a,\"\"b\"\"\"\r\n");
    read("addresses.csv", "Address\nx");

    assertThat(users("a,\"b\"", "x")).containsExactly("a,\"b\"");
    assertThat(addresses("a,\"b\"", "x")).containsExactly("x");
  }

  /** A blank that nobody sees must not be the reason why somebody is reached after all. */
  @Test
  void blanksAroundWhoeverIsNamedHideNobody() throws Exception {
    read("a.csv", "User.UserId, Address\n u1,\u00a0a@example.com\u00a0\n");
    read("b.txt", "u2 \n\u200bu3\n+49 30 123\u00a0\n");

    assertThat(users("u1", " u1", "u2", "u2 ", "u3"))
        .containsExactly("u1", " u1", "u2", "u2 ", "u3");
    assertThat(addresses("a@example.com", "+4930123")).containsExactly("a@example.com", "+4930123");
  }

  @ParameterizedTest
  @CsvSource({
    "'u1\n\"u17\"', 2",
    "'a@example.com,b@example.com', 1",
    "'a@example.com;b@example.com', 1",
    "'u1\nu2\nann\tann@example.com', 3"
  })
  void aLineOfTextThatIsARowOfATableIsNoPerson(String text, int line) {
    assertThatThrownBy(() -> read("list.txt", text))
        .isInstanceOf(SuppressionReader.Unreadable.class)
        .hasMessageStartingWith(
            "line %d is a row of a table; in a .txt file there is one user id or address on each"
                    .formatted(line)
                + " line, without quotes");
  }

  /** As PowerShell writes it. */
  @Test
  void aMarkBeforeAQuotedHeaderHidesNoColumn() throws Exception {
    read("a.csv", "\uFEFF\"Address\",\"User.UserId\"\r\n\"a@example.com\",\"ann\"\r\n");

    assertThat(users("ann")).containsExactly("ann");
    assertThat(addresses("a@example.com")).containsExactly("a@example.com");
  }

  @Test
  void capitalsOfColumnsDoNotCountAndOthersOfPinpointMayBeThere() throws Exception {
    read(
        "a.csv",
        "ADDRESS, user.userId ,Attributes.Team,User.UserAttributes.x,ChannelType\n"
            + "a@example.com,ann,red,1,EMAIL\n\n");

    assertThat(users("ann")).containsExactly("ann");
    assertThat(addresses("a@example.com")).containsExactly("a@example.com");
  }

  /** Whoever stands in it would be reached. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User.UserId,Email | column 2",
        "E-Mail,User.UserId | column 1",
        "Address,UserId | column 2",
        "Address,Address | column 2",
        "User.UserId,ADDRESS,address | column 3",
        "Address, | column 2",
      })
  void aColumnThatMayBeMeantForOneOfTheTwoIsRefused(String header, String why) {
    refused("a.csv", (header + "\nann,a@example.com,x\n").getBytes(UTF_8), why);
  }

  @Test
  void aRowWithMoreOrFewerValuesThanColumnsIsRefused() {
    refused("few.csv", "Address,User.UserId\na,b\nann\n".getBytes(UTF_8), "row 3 has 1 values");
    refused("many.csv", "Address\na,ann\n".getBytes(UTF_8), "row 2 has 2 values");
  }

  @Test
  void aLineOfATextIsAUserOrAnAddress() throws Exception {
    read("list.txt", "\uFEFFann\r\n\r\n a@example.com \n");

    assertThat(users("ann", " a@example.com ", "a@example.com"))
        .as("as it stands, and without blanks around it")
        .containsExactly("ann", " a@example.com ", "a@example.com");
    assertThat(addresses("a@example.com", "ann")).containsExactly("a@example.com", "ann");
  }

  @Test
  void bothMayBeGzipped() throws Exception {
    read("a.CSV.gz", gzipped("User.UserId\nann\n"));
    read("b.txt.gz", gzipped("bob"));

    assertThat(users("ann", "bob", "eve")).containsExactly("ann", "bob");
  }

  @ParameterizedTest
  @CsvSource({
    "Ann@Example.COM, ann@example.com",
    "' ann@example.com', ANN@EXAMPLE.COM",
    "+49 (30) 123-45, +493012345",
    "+493012345, '+49 30/123.45 '",
    "AbCdEf, AbCdEf"
  })
  void addressesAreTheSameThatPeopleMeanToBe(String listed, String known) throws Exception {
    read("a.txt", listed);

    assertThat(addresses(known)).containsExactly(known);
  }

  @ParameterizedTest
  @CsvSource({"AbCdEf, abcdef", "+4930, 4930", "030 1, 0301", "a@b.c, a@b.cd"})
  void othersAreNot(String listed, String known) throws Exception {
    read("a.txt", listed);

    assertThat(addresses(known)).isEmpty();
  }

  @Test
  void whatCantBeReadIsRefusedWithoutAWordOfItsContent() throws Exception {
    refused("list.csv", "ann;a@example.com\n".getBytes(UTF_8), "neither of the columns");
    refused("empty.csv", new byte[0], "neither of the columns");
    refused("latin.txt", "Jos\u00e9".getBytes(ISO_8859_1), "not in UTF-8");
    refused("latin.csv", "User.UserId\nJos\u00e9".getBytes(ISO_8859_1), "not in UTF-8");
    refused("quotes.csv", "User.UserId\nok\n\"an\"n,x\n".getBytes(UTF_8), "row 3 is no CSV");
    refused("open.csv", "User.UserId\n\"ann\n".getBytes(UTF_8), "row 2 is no CSV");
    refused("plain.txt.gz", "ann".getBytes(UTF_8), "not gzipped");
    var whole = gzipped("User.UserId\nann\n");
    refused("torn.csv.gz", Arrays.copyOf(whole, whole.length - 9), "breaks off");
    refused("list.xlsx", new byte[] {1}, ".csv and .txt are read");
  }

  private void refused(String name, byte[] content, String why) {
    assertThatThrownBy(() -> read(name, content))
        .as(name)
        .isInstanceOf(SuppressionReader.Unreadable.class)
        .hasMessageContaining(why)
        .hasMessageNotContainingAny("ann", "example.com");
  }

  private void read(String name, String content) throws Exception {
    read(name, content.getBytes(UTF_8));
  }

  private void read(String name, byte[] content) throws Exception {
    reader.read(name, new ByteArrayInputStream(content));
  }

  private static byte[] gzipped(String content) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(content.getBytes(UTF_8));
    }
    return zipped.toByteArray();
  }

  /** Those of some users who are on the list. */
  private List<String> users(String... users) {
    var listed = reader.list(List.of()).users(UserBatch.of(0, List.of(users), 0, true));
    return listed == null ? List.of() : those(users, listed);
  }

  /** Those of some addresses that are on the list. */
  private List<String> addresses(String... addresses) {
    var endpoints =
        Stream.of(addresses).map(a -> new Endpoint(a, "EMAIL", false, true, a)).toList();
    var batch =
        EndpointBatch.of(
            UserBatch.of(0, List.of("u"), 0, true), List.of(new UserEndpoints("u", endpoints)));
    var listed = reader.list(List.of()).endpoints(batch, () -> batch.values(List.of("Address")));
    return listed == null ? List.of() : those(addresses, listed);
  }

  private static List<String> those(String[] all, boolean[] listed) {
    return Stream.iterate(0, i -> i < all.length, i -> i + 1)
        .filter(i -> listed[i])
        .map(i -> all[i])
        .toList();
  }
}
