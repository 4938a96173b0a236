package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import org.segmentcourier.aws.Records;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What was found out of versions of files with endpoints: a record for each, whose name says it
 * all, so that one list tells whatever is known. What stands in a record is for people.
 *
 * <p>They only save work: without its record a file is looked at once more.
 */
final class SourceNotes {

  private static final String PLACE = "directory/sources/";
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

  /** What there is to know of a version of a file. */
  enum Kind {
    /** Somebody has Pinpoint import it; its endpoints are those of the directory, too. */
    FEED("-feed.json"),
    /** It is a feed, but has no endpoint with its user. */
    BARREN("-barren.json"),
    /** It can't be read. */
    REFUSED("-refused.json");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }
  }

  /** All that is noted at the moment. */
  static final class Known {

    private final Set<String> keys;

    Known(Set<String> keys) {
      this.keys = keys;
    }

    /** Whether this is noted of any file. */
    boolean isAny(Kind kind) {
      return keys.stream().anyMatch(key -> key.endsWith(kind.ending));
    }

    /** Whether this is noted of a version of a file. */
    boolean is(Kind kind, SourceFile file) {
      return keys.contains(key(kind, file));
    }
  }

  /** Reads what is noted. */
  Known read() {
    return new Known(
        s3
            .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(PLACE))
            .contents()
            .stream()
            .map(S3Object::key)
            .collect(toSet()));
  }

  /**
   * Notes something of a version of a file.
   *
   * @param reason for people who come upon the record
   */
  void note(Kind kind, SourceFile file, String reason) throws JsonProcessingException {
    records.create(
        key(kind, file),
        JSON.writeValueAsBytes(
            Map.of("file", file.location().toString(), "etag", file.etag(), "reason", reason)));
  }

  private static String key(Kind kind, SourceFile file) {
    return PLACE + file.version() + kind.ending;
  }
}
