package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Says which columns of a refused file endpoints don't have; a user's values are none of it. */
class HeaderLineTest {

  @Test
  void aWrongColumnIsNamedWithItsPlaceAndWhatIsProbablyMeant() {
    assertThat(HeaderLine.of("Id,\"Adress\",User.UserAttributes.Age,Favourite").errors())
        .containsExactly(
            "line 1, column 2: endpoints have no Adress; did you mean Address?",
            "line 1, column 4: endpoints have no such column;"
                + " your own are User.UserAttributes.<name>, Attributes.<name>, Metrics.<name>");
  }

  @Test
  void capitalsCount() {
    assertThat(HeaderLine.of("Id,channelType").errors())
        .containsExactly(
            "line 1, column 2: endpoints have no channelType; did you mean ChannelType?");
  }

  @Test
  void aFirstLineOfDataIsNotQuoted() {
    assertThat(HeaderLine.of("u1,Smith,jo@example.com").errors())
        .containsExactly(
            "line 1 names none of the columns that endpoints have; is it a header line?");
  }

  /** In a file without a header, a value may be called as a column is. */
  @Test
  void whatMayBeAUsersValueIsNotQuoted() {
    assertThat(HeaderLine.of("u1,Location.City,Ida,Smith,+15550100,jo@example.com").errors())
        .hasSize(5)
        .noneMatch(error -> error.matches(".*(u1|Ida|Smith|555|jo@).*"));
  }

  @Test
  void aColumnWithoutNameHasItsPlace() {
    assertThat(HeaderLine.of("Id,,Attributes.").errors())
        .startsWith("line 1, column 2: it has no name")
        .element(1)
        .asString()
        .startsWith("line 1, column 3: endpoints have no such column; your own are");
  }

  @Test
  void aByteOrderMarkIsNamed() {
    assertThat(HeaderLine.of("\uFEFFId").errors())
        .containsExactly("line 1, column 1: a byte order mark stands before Id; save it without");
  }

  @Test
  void aHeaderOfAnExportIsRight() {
    assertThat(HeaderLine.of("Id,EndpointStatus,Location.City,Metrics.visits").errors()).isEmpty();
  }
}
