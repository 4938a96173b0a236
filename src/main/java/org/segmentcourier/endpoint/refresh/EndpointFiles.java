package org.segmentcourier.endpoint.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.S3Clock;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files in S3 that hold endpoints. */
public final class EndpointFiles {

  /** Another version, or none. */
  private static final Set<Integer> GONE = Set.of(404, 412);

  private final S3Client s3;
  private final SourceNotes notes;
  private final String bucket;

  /**
   * @param s3 for lists, and for large files
   * @param bucket of the files
   */
  EndpointFiles(S3Client s3, SourceNotes notes, String bucket) {
    this.s3 = s3;
    this.notes = notes;
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
    var known = notes.read();
    return Sources.of(files, file -> known.is(SourceNotes.Kind.REFUSED, file), now);
  }

  /** Leaves a version of a file out from now on. */
  public void refuse(Refusal refusal) throws JsonProcessingException {
    notes.note(SourceNotes.Kind.REFUSED, refusal.file(), refusal.reason());
  }

  private Iterable<ListObjectsV2Response> pages(String prefix) {
    return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix));
  }

  private SourceFile file(S3Object object) {
    return new SourceFile(bucket, object.key(), bare(object.eTag()), object.lastModified(), false);
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
