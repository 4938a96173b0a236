package org.segmentcourier.endpoint.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.aws.S3Clock;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files in S3 that hold endpoints. */
public final class EndpointFiles {

  /** A note of each file that others have Pinpoint import: it feeds the directory, too. */
  static final String FEEDS = "directory/feeds/";

  /** Another version, or none. */
  private static final Set<Integer> GONE = Set.of(404, 412);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final Records records;
  private final String bucket;

  /**
   * @param s3 for lists, and for large files
   * @param bucket of the files, and of the records
   */
  EndpointFiles(S3Client s3, Records records, String bucket) {
    this.s3 = s3;
    this.records = records;
    this.bucket = bucket;
  }

  /** All that count at the moment. */
  public Sources list() {
    var files = new ArrayList<SourceFile>();
    Instant now = null;
    for (var page : pages(Sources.ALL)) {
      now = S3Clock.at(page);
      for (var object : page.contents()) {
        if (SourceFormat.of(object.key()).isPresent()) {
          files.add(file(object));
        }
      }
    }
    for (var page : pages(FEEDS)) {
      for (var note : page.contents()) {
        records
            .get(note.key())
            .map(found -> feed(note, found.content()))
            .filter(this::isThere)
            .ifPresent(files::add);
      }
    }
    return Sources.of(files, now);
  }

  private Iterable<ListObjectsV2Response> pages(String prefix) {
    return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix));
  }

  private SourceFile file(S3Object object) {
    return new SourceFile(bucket, object.key(), bare(object.eTag()), object.lastModified(), false);
  }

  private static SourceFile feed(S3Object note, byte[] content) {
    try {
      var json = JSON.readTree(content);
      return new SourceFile(
          json.required("bucket").asText(),
          json.required("key").asText(),
          json.required("etag").asText(),
          note.lastModified(),
          true);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          note.key() + " is no note of this application; delete it, and put its file again", e);
    }
  }

  /** A version that was replaced has a note of its own; one that was deleted counts no more. */
  private boolean isThere(SourceFile file) {
    try {
      var found = s3.headObject(request -> request.bucket(file.bucket()).key(file.key()));
      return bare(found.eTag()).equals(file.etag());
    } catch (NoSuchKeyException e) {
      return false;
    }
  }

  /** Notes that a file that others have Pinpoint import feeds the directory. */
  public void feed(String fileBucket, String key, String etag) throws JsonProcessingException {
    var version = Fingerprint.of(List.of(fileBucket, key, etag));
    records.create(
        FEEDS + version + ".json",
        JSON.writeValueAsBytes(Map.of("bucket", fileBucket, "key", key, "etag", bare(etag))));
  }

  /**
   * Brings all files to the disk.
   *
   * @throws NotYet if one is no longer that version: another list will show what there is
   */
  public List<LocalSource> fetch(Sources sources, Path folder) {
    return sources.files().stream().map(file -> fetch(file, folder)).toList();
  }

  private LocalSource fetch(SourceFile file, Path folder) {
    var path = folder.resolve(Fingerprint.of(file.location().toString()));
    try {
      s3.getObject(
          request -> request.bucket(file.bucket()).key(file.key()).ifMatch('"' + file.etag() + '"'),
          path);
    } catch (S3Exception e) {
      if (GONE.contains(e.statusCode())) {
        throw new NotYet(file.location() + " was replaced or deleted just now");
      }
      throw e;
    }
    return new LocalSource(
        file.location().toString(),
        path,
        SourceFormat.of(file.key()).orElseThrow(),
        file.key().endsWith(".gz"),
        file.modified(),
        file.complete());
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}
