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
import org.segmentcourier.aws.Upload;
import org.segmentcourier.event.UploadEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files in S3 that hold endpoints. */
public final class EndpointFiles {

  /** Another version, or none. */
  private static final Set<Integer> GONE = Set.of(404, 412);

  /** Gone, or hidden from us. */
  private static final Set<Integer> UNSEEN = Set.of(403, 404);

  /** Where files are put that Pinpoint is to import. */
  private static final String FEEDS = "pinpoint/";

  private static final Logger LOG = LoggerFactory.getLogger(EndpointFiles.class);

  private final S3Client s3;
  private final SourceNotes notes;
  private final String bucket;
  private final String importBucket;

  /**
   * @param s3 for lists, and for large files
   * @param bucket of the files that are made for the directory
   * @param importBucket of those that are made for Pinpoint
   */
  EndpointFiles(S3Client s3, SourceNotes notes, String bucket, String importBucket) {
    this.s3 = s3;
    this.notes = notes;
    this.bucket = bucket;
    this.importBucket = importBucket;
  }

  /** All that count at the moment. */
  public Sources list() {
    var known = notes.read();
    var files = new ArrayList<SourceFile>();
    Instant now = null;
    for (var page : pages(bucket, Sources.ALL)) {
      now = S3Clock.at(page);
      page.contents().stream()
          .filter(object -> SourceFormat.of(object.key()).isPresent())
          .map(object -> file(bucket, object, false))
          .forEach(files::add);
    }
    if (known.isAny(SourceNotes.Kind.FEED)) {
      s3
          .listObjectsV2Paginator(request -> request.bucket(importBucket).prefix(FEEDS))
          .contents()
          .stream()
          .map(object -> file(importBucket, object, true))
          .filter(file -> known.is(SourceNotes.Kind.FEED, file))
          .filter(file -> !known.is(SourceNotes.Kind.BARREN, file))
          .forEach(files::add);
    }
    return Sources.of(files, file -> known.is(SourceNotes.Kind.REFUSED, file), now);
  }

  /** Leaves a version of a file out from now on. */
  public void leaveOut(Refusal refusal) throws JsonProcessingException {
    notes.note(
        refusal.barren() ? SourceNotes.Kind.BARREN : SourceNotes.Kind.REFUSED,
        refusal.file(),
        refusal.reason());
  }

  /**
   * Lets a file that was put for Pinpoint feed the directory, too.
   *
   * @return whether it does: not if it is a segment file of ours, or is not there to be looked at,
   *     of which the import tells people
   */
  public boolean feed(UploadEvent upload) throws JsonProcessingException {
    if (SourceFormat.of(upload.key()).isEmpty()) {
      return false;
    }
    try {
      var found = s3.headObject(request -> request.bucket(upload.bucket()).key(upload.key()));
      if (Upload.isOne(found)) {
        return false;
      }
      notes.note(
          SourceNotes.Kind.FEED,
          new SourceFile(
              upload.bucket(), upload.key(), bare(found.eTag()), found.lastModified(), true),
          "somebody has Pinpoint import it");
      return true;
    } catch (S3Exception e) {
      if (UNSEEN.contains(e.statusCode())) {
        LOG.debug("no feed key={}", upload.key(), e);
        return false;
      }
      throw e;
    }
  }

  private Iterable<ListObjectsV2Response> pages(String of, String prefix) {
    return s3.listObjectsV2Paginator(request -> request.bucket(of).prefix(prefix));
  }

  private static SourceFile file(String bucket, S3Object object, boolean feed) {
    return new SourceFile(bucket, object.key(), bare(object.eTag()), object.lastModified(), feed);
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
        SourceFormat.isGzipped(file.key()),
        file.modified(),
        file.feed());
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}
