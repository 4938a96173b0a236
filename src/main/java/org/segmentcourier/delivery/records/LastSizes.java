package org.segmentcourier.delivery.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.delivery.order.Undeliverable;

/** The sizes of segments in their last deliveries, for branches that compare. */
public final class LastSizes {

  private static final String PLACE = "segments/";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Records records;

  /**
   * @param records where they are
   */
  public LastSizes(Records records) {
    this.records = records;
  }

  /** The last sizes of these segments, as far as there are any. */
  public Map<LastSize.Segment, LastSize> find(List<LastSize.Segment> segments) {
    var sizes = new HashMap<LastSize.Segment, LastSize>();
    for (var segment : segments) {
      var key = key(segment);
      records.get(key).ifPresent(found -> sizes.put(segment, read(key, found)));
    }
    return sizes;
  }

  /**
   * Keeps the sizes of a delivery's published segments on branches that compare, but for those that
   * a later delivery has left behind.
   *
   * @throws NotYet if somebody else keeps one at the same moment
   */
  public void keep(Manifest manifest) {
    manifest.files().stream()
        .filter(file -> file.publication().state() == Publication.State.PUBLISHED)
        .map(file -> manifest.commit().file(file.name()))
        .forEach(file -> keep(manifest.commit(), file));
  }

  /** The same of one file. */
  public void keep(Commit commit, PreparedFile file) {
    boolean compares =
        commit.branches().stream()
            .anyMatch(branch -> branch.id().equals(file.branch()) && branch.guard().compares());
    if (compares) {
      keep(
          new LastSize(
              commit.segment(file.query(), file.branch()),
              commit.delivery(),
              commit.times().jobCreated(),
              file.users()));
    }
  }

  private void keep(LastSize size) {
    var key = key(size.segment());
    Optional<Records.Versioned> found = records.get(key);
    if (found.isPresent() && !size.isAfter(read(key, found.get()))) {
      return;
    }
    var json = json(size);
    boolean kept =
        found.isPresent()
            ? records.replace(key, json, found.get().etag())
            : records.create(key, json);
    if (!kept) {
      throw new NotYet(key + " is written by another delivery at the same moment");
    }
  }

  private static String key(LastSize.Segment segment) {
    return PLACE
        + Fingerprint.of(List.of(segment.solution(), segment.query(), segment.branch()))
        + ".json";
  }

  private static byte[] json(LastSize size) {
    try {
      return JSON.writeValueAsBytes(size);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the size of a segment can't be written", e);
    }
  }

  private static LastSize read(String key, Records.Versioned found) {
    try {
      var size = JSON.readValue(found.content(), LastSize.class);
      if (size == null || size.job() == null) {
        throw new IOException("it lacks something");
      }
      return size;
    } catch (IOException e) {
      throw new Undeliverable(
          "%s is no size of a segment as this application writes it; if it is deleted, nothing is compared with it"
              .formatted(key),
          e);
    }
  }
}
