package org.segmentcourier.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * "Bingewatch", a streaming service that does not exist: everything that a user of the application
 * uploads. The same size and seed give the same bytes. Nothing is held in memory but the films.
 *
 * <pre>
 * personalize/train/bingewatch/   users.csv items.csv interactions.csv bingewatch_config.json
 * personalize/batch/bingewatch/   a folder for each solution, with its queries
 * pinpoint/                       addresses.csv (mail and telephone)  devices.json (apps)
 * inactive.json                   endpoints that no longer work, for UpdateEndpointsBatch
 * </pre>
 */
public final class Bingewatch {

  public static final String TRAIN = "personalize/train/bingewatch";
  public static final String BATCH = "personalize/batch/bingewatch";
  public static final String ATTRIBUTE_QUERIES =
      BATCH + "/bw_aws-item-attribute-affinity/genres.json";
  public static final String ITEM_QUERIES = BATCH + "/bw_aws-item-affinity/films.json";
  public static final String ADDRESSES = "pinpoint/addresses.csv";
  public static final String DEVICES = "pinpoint/devices.json";
  public static final String INACTIVE = "inactive.json";

  private static final long SEED = 20261124;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Size size;
  private final Films films;
  private final Viewers viewers;
  private final Ratings ratings;
  private final Addresses addresses;

  public Bingewatch(Size size) {
    this.size = size;
    films = new Films(size.films(), SEED);
    viewers = new Viewers(size, SEED << 1);
    ratings = new Ratings(size, films, SEED << 2);
    addresses = new Addresses(SEED << 3);
  }

  /** Writes all files below a folder, which is made if need be. */
  public void writeTo(Path folder) throws IOException {
    writeUsers(folder.resolve(TRAIN + "/users.csv"));
    writeItems(folder.resolve(TRAIN + "/items.csv"));
    writeInteractions(folder.resolve(TRAIN + "/interactions.csv"));
    writeConfig(folder.resolve(TRAIN + "/bingewatch_config.json"));
    writeQueries(folder);
    writeEndpoints(folder);
  }

  private void writeUsers(Path file) throws IOException {
    try (var table = table(file, "USER_ID", "AGE", "GENDER")) {
      for (var viewer : each(viewers.all().iterator())) {
        var age = viewer.age();
        table.printRecord(viewer.id(), age.isPresent() ? age.getAsInt() : "", viewer.gender());
      }
    }
  }

  private void writeItems(Path file) throws IOException {
    try (var table =
        table(file, "ITEM_ID", "TITLE", "RELEASE_YEAR", "GENRES", "CREATION_TIMESTAMP")) {
      for (var film : films.all()) {
        long added = 1_600_000_000L + Long.parseLong(film.id()) * 86_400;
        table.printRecord(
            film.id(), film.title(), film.year(), String.join("|", film.genres()), added);
      }
    }
  }

  private void writeInteractions(Path file) throws IOException {
    try (var table = table(file, "USER_ID", "ITEM_ID", "EVENT_TYPE", "EVENT_VALUE", "TIMESTAMP")) {
      for (var rating : each(viewers.all().flatMap(ratings::of).iterator())) {
        table.printRecord(rating.userId(), rating.filmId(), "Watch", rating.value(), rating.time());
      }
    }
  }

  private void writeConfig(Path file) throws IOException {
    try (var resource = Bingewatch.class.getResourceAsStream("/demo/bingewatch_config.json")) {
      var config = JSON.readTree(resource);
      for (var job : config.findValues("batchSegmentJobs")) {
        ((ObjectNode) job.at("/0/serviceConfig")).put("numResults", size.numResults());
      }
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(config));
    }
  }

  /** Three queries by attribute, of which one asks for what Personalize can't do, and two films. */
  private void writeQueries(Path folder) throws IOException {
    try (var lines = lines(folder.resolve(ATTRIBUTE_QUERIES))) {
      var expressions =
          List.of(
              "ITEMS.genres = \"%s\"".formatted(Films.COHORT_GENRE),
              "ITEMS.genres = \"Drama\" OR ITEMS.genres = \"Crime\"",
              "ITEMS.genres = \"%s\"".formatted(Films.NON_LATIN_GENRE));
      for (var expression : expressions) {
        writeLine(lines, Map.of("itemAttributes", expression));
      }
    }
    try (var lines = lines(folder.resolve(ITEM_QUERIES))) {
      for (var genre : List.of(Films.COHORT_GENRE, Films.NON_LATIN_GENRE)) {
        writeLine(lines, Map.of("itemId", films.firstOf(genre).id()));
      }
    }
  }

  private void writeEndpoints(Path folder) throws IOException {
    try (var table =
            table(
                folder.resolve(ADDRESSES),
                "Id",
                "ChannelType",
                "Address",
                "OptOut",
                "User.UserId",
                "User.UserAttributes.Gender");
        var devices = lines(folder.resolve(DEVICES));
        var inactive = lines(folder.resolve(INACTIVE))) {
      for (var viewer : each(viewers.all().iterator())) {
        for (var endpoint : each(addresses.of(viewer).iterator())) {
          if (endpoint.device()) {
            writeLine(devices, endpoint(endpoint, viewer));
          } else {
            table.printRecord(
                endpoint.id(),
                endpoint.channel(),
                endpoint.address(),
                optOut(endpoint),
                viewer.id(),
                viewer.gender());
          }
          if (endpoint.inactive()) {
            writeLine(
                inactive,
                JSON.createObjectNode().put("Id", endpoint.id()).put("EndpointStatus", "INACTIVE"));
          }
        }
      }
    }
  }

  private static ObjectNode endpoint(Address endpoint, Viewer viewer) {
    var node =
        JSON.createObjectNode()
            .put("Id", endpoint.id())
            .put("ChannelType", endpoint.channel())
            .put("Address", endpoint.address())
            .put("OptOut", optOut(endpoint));
    var user = node.putObject("User").put("UserId", viewer.id());
    user.putObject("UserAttributes").putArray("Gender").add(viewer.gender());
    return node;
  }

  private static String optOut(Address endpoint) {
    return endpoint.optedOut() ? "ALL" : "NONE";
  }

  private static CSVPrinter table(Path file, String... header) throws IOException {
    var format = CSVFormat.DEFAULT.builder().setHeader(header).setRecordSeparator('\n').get();
    return new CSVPrinter(lines(file), format);
  }

  private static BufferedWriter lines(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.newBufferedWriter(file);
  }

  private static void writeLine(BufferedWriter lines, Object value) throws IOException {
    lines.write(JSON.writeValueAsString(value));
    lines.write('\n');
  }

  private static <T> Iterable<T> each(Iterator<T> iterator) {
    return () -> iterator;
  }
}
