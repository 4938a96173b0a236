package org.segmentcourier.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BingewatchTest {

  @TempDir static Path folder;

  private static List<CSVRecord> users;
  private static List<CSVRecord> films;
  private static List<CSVRecord> ratings;
  private static List<CSVRecord> addresses;
  private static List<JsonNode> devices;
  private static List<JsonNode> inactive;

  @BeforeAll
  static void write() throws IOException {
    new Bingewatch(Size.DEMO).writeTo(folder);
    users = table(Bingewatch.TRAIN + "/users.csv");
    films = table(Bingewatch.TRAIN + "/items.csv");
    ratings = table(Bingewatch.TRAIN + "/interactions.csv");
    addresses = table(Bingewatch.ADDRESSES);
    devices = lines(Bingewatch.DEVICES);
    inactive = lines(Bingewatch.INACTIVE);
  }

  @Test
  void thereAreAsManyUsersFilmsAndRatingsAsAskedFor() {
    assertThat(users).hasSize(2_000);
    assertThat(films).hasSize(300);
    assertThat(ratings).hasSize(40_000);
  }

  @Test
  void idsAreUnique() {
    assertThat(users).extracting(user -> user.get("USER_ID")).doesNotHaveDuplicates();
    assertThat(films).extracting(film -> film.get("TITLE")).doesNotHaveDuplicates();
    assertThat(endpointIds()).doesNotHaveDuplicates();
  }

  @Test
  void noUserRatesAFilmTwice() {
    assertThat(ratings)
        .extracting(rating -> List.of(rating.get("USER_ID"), rating.get("ITEM_ID")))
        .doesNotHaveDuplicates();
  }

  @Test
  void twoHundredUsersWatchHardlyAnythingButOneGenre() {
    var ofGenre = new HashSet<String>();
    films.stream()
        .filter(film -> List.of(film.get("GENRES").split("\\|")).contains(Films.COHORT_GENRE))
        .forEach(film -> ofGenre.add(film.get("ITEM_ID")));
    var watched = ratings.stream().collect(groupingBy(rating -> rating.get("USER_ID"), counting()));
    var watchedOfGenre =
        ratings.stream()
            .filter(rating -> ofGenre.contains(rating.get("ITEM_ID")))
            .collect(groupingBy(rating -> rating.get("USER_ID"), counting()));

    assertThat(watched.keySet())
        .filteredOn(user -> watchedOfGenre.getOrDefault(user, 0L) * 10 >= watched.get(user) * 7)
        .hasSizeBetween(190, 230);
  }

  @Test
  void aUserHasUpToFifteenEndpointsAndSomeHaveNone() {
    var perUser =
        Stream.concat(
                addresses.stream().map(row -> row.get("User.UserId")),
                devices.stream().map(node -> node.at("/User/UserId").asText()))
            .collect(groupingBy(user -> user, counting()));

    assertThat(perUser.size()).isBetween(1_700, 1_900);
    assertThat(perUser.values()).allMatch(count -> count <= 15).contains(1L, 15L);
  }

  @Test
  void endpointsAreOfSixChannelsSomeOptedOutAndSomeInactive() {
    assertThat(addresses)
        .extracting(row -> row.get("ChannelType"))
        .contains("EMAIL", "SMS", "VOICE");
    assertThat(devices)
        .extracting(node -> node.get("ChannelType").asText())
        .contains("GCM", "APNS", "IN_APP");
    assertThat(addresses).extracting(row -> row.get("OptOut")).contains("ALL", "NONE");
    assertThat(endpointIds())
        .containsAll(inactive.stream().map(node -> node.get("Id").asText()).toList());
    assertThat(inactive).hasSizeGreaterThan(100);
  }

  @Test
  void addressesBelongToNobody() {
    assertThat(addresses)
        .extracting(row -> row.get("Address"))
        .allMatch(address -> address.matches("viewer\\d+\\.\\d+@example\\.com|\\+1555010\\d{4}"));
  }

  @Test
  void theSameSizeGivesTheSameBytes(@TempDir Path again) throws IOException {
    new Bingewatch(Size.DEMO).writeTo(again);

    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .hasSize(9)
          .allSatisfy(
              file ->
                  assertThat(again.resolve(folder.relativize(file))).hasSameBinaryContentAs(file));
    }
  }

  @Test
  void theTrainingConfigAsksForBothRecipes() throws IOException {
    var config =
        new ObjectMapper()
            .readTree(folder.resolve(Bingewatch.TRAIN + "/bingewatch_config.json").toFile());

    assertThat(config.findValuesAsText("recipeArn"))
        .containsExactly(
            "arn:aws:personalize:::recipe/aws-item-attribute-affinity",
            "arn:aws:personalize:::recipe/aws-item-affinity");
    assertThat(config.findValues("numResults")).extracting(JsonNode::asInt).containsOnly(200);
  }

  private static List<String> endpointIds() {
    return Stream.concat(
            addresses.stream().map(row -> row.get("Id")),
            devices.stream().map(node -> node.get("Id").asText()))
        .toList();
  }

  private static List<CSVRecord> table(String file) throws IOException {
    var format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = format.parse(Files.newBufferedReader(folder.resolve(file)))) {
      return parser.getRecords();
    }
  }

  private static List<JsonNode> lines(String file) throws IOException {
    var json = new ObjectMapper();
    return Files.readAllLines(folder.resolve(file)).stream()
        .map(
            line -> {
              try {
                return json.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }
}
