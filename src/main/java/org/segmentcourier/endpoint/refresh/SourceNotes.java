package org.segmentcourier.endpoint.refresh;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.Records;
import org.segmentcourier.aws.S3Clock;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What was found out of files with endpoints: a record for each, whose name says it all, so that
 * one list tells whatever is known. What stands in a record is for people.
 *
 * <p>What could not be read is found out again without its record. When a version began is then
 * taken from its files as they are; and a file for Pinpoint is no feed, until it is put again.
 */
final class SourceNotes {

  private static final String PLACE = "directory/sources/";
  private static final String ENDING = ".json";
  private static final String FEED = "-feed" + ENDING;
  private static final String BARREN = "-barren" + ENDING;
  private static final String REFUSED = "-refused" + ENDING;
  private static final String SMALL = "-small" + ENDING;
  private static final String BEGUN = "-begun-";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final Records records;
  private final String bucket;

  /**
   * @param s3 for lists
   * @param bucket of the records
   */
  SourceNotes(S3Client s3, Records records, String bucket) {
    this.s3 = s3;
    this.records = records;
    this.bucket = bucket;
  }

  /**
   * All that was noted at one time.
   *
   * @param names of the records
   * @param places of feeds, whatever was put there
   * @param at by S3's clock
   */
  record Known(Set<String> names, Set<String> places, Instant at) {

    static Known of(Set<String> names, Instant at) {
      return new Known(
          names,
          names.stream()
              .filter(name -> name.endsWith(FEED))
              .map(name -> name.substring(0, name.indexOf('-')))
              .collect(toSet()),
          at);
    }

    /** Whether there is any feed. */
    boolean hasFeeds() {
      return !places.isEmpty();
    }

    /** Whether somebody has Pinpoint import this: its endpoints are the directory's, too. */
    boolean isFeed(SourceFile file) {
      return names.contains(content(file) + FEED);
    }

    /** Whether something that was in this place before was a feed. */
    boolean isPlaceOfFeed(SourceFile file) {
      return places.contains(place(file));
    }

    /** Whether it is a feed, but has no endpoint with its user. */
    boolean isBarren(SourceFile file) {
      return names.contains(content(file) + BARREN);
    }

    /** Whether it can't be read. */
    boolean isRefused(SourceFile file) {
      return names.contains(file.put() + REFUSED);
    }

    /** Whether a directory made from these sources would be too small to be all. */
    boolean isSmall(String sources) {
      return names.contains(sources + SMALL);
    }

    /** When a version of the whole was first seen to begin. */
    Optional<Instant> begun(Version version) {
      var start = Fingerprint.of(version.folder()) + BEGUN;
      return names.stream()
          .filter(name -> name.startsWith(start))
          .map(name -> name.substring(start.length(), name.length() - ENDING.length()))
          .map(second -> Instant.ofEpochSecond(Long.parseLong(second)))
          .min(naturalOrder());
    }
  }

  /** Reads what is noted. */
  Known read() {
    var names = new HashSet<String>();
    Instant at = null;
    for (var page : s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(PLACE))) {
      at = at == null ? S3Clock.at(page) : at;
      page.contents().forEach(object -> names.add(object.key().substring(PLACE.length())));
    }
    return Known.of(names, at);
  }

  /** Somebody has Pinpoint import a file. */
  void noteFeed(SourceFile file) throws JsonProcessingException {
    note(content(file) + FEED, about(file, "somebody has Pinpoint import it"));
  }

  /** A feed has nothing for the directory. */
  void noteBarren(SourceFile file, String reason) throws JsonProcessingException {
    note(content(file) + BARREN, about(file, reason));
  }

  /** A file can't be read. */
  void noteRefused(SourceFile file, String reason) throws JsonProcessingException {
    note(file.put() + REFUSED, about(file, reason));
  }

  /** A version is held, since it would make too small a directory. */
  void noteSmall(String sources, Version version) throws JsonProcessingException {
    note(sources + SMALL, Map.of("version", version.folder(), "sources", sources));
  }

  /** A version has begun; what was noted first stays, and of several the first counts. */
  void noteBegun(Version version, Instant begun) throws JsonProcessingException {
    note(
        Fingerprint.of(version.folder()) + BEGUN + begun.getEpochSecond() + ENDING,
        Map.of("version", version.folder(), "begun", begun.toString()));
  }

  private void note(String name, Map<String, String> content) throws JsonProcessingException {
    records.create(PLACE + name, JSON.writeValueAsBytes(content));
  }

  private static Map<String, String> about(SourceFile file, String reason) {
    return Map.of("file", file.location().toString(), "etag", file.etag(), "reason", reason);
  }

  private static String place(SourceFile file) {
    return Fingerprint.of(file.location().toString());
  }

  private static String content(SourceFile file) {
    return place(file) + "-" + file.etag();
  }
}
