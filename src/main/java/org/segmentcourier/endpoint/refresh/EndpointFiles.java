package org.segmentcourier.endpoint.refresh;

import static java.util.Comparator.naturalOrder;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Upload;
import org.segmentcourier.endpoint.directory.Snapshots.Newest;
import org.segmentcourier.event.UploadEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
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

  /** The last version whose beginning was noted here: that of its other files is none. */
  private volatile Version begun;

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
  public Sources list() throws JsonProcessingException {
    var known = notes.read();
    var files = new ArrayList<SourceFile>();
    var said = new HashSet<Version>();
    for (var object : objects(bucket, Sources.ALL)) {
      if (holdsEndpoints(object.key())) {
        files.add(file(bucket, object, false));
      } else if (Version.saysAllThere(object.key())) {
        Version.of(object.key()).ifPresent(said::add);
      }
    }
    if (known.hasFeeds()) {
      for (var object : objects(importBucket, FEEDS)) {
        feed(file(importBucket, object, true), known).ifPresent(files::add);
      }
    }
    var sources = Sources.of(files, said, known);
    if (sources.unnoted().isPresent()) {
      var whole = sources.unnoted().get();
      notes.noteBegun(whole.version(), whole.begun());
    }
    return sources;
  }

  /** Whether a file of this name, in this place, can hold endpoints. */
  static boolean holdsEndpoints(String key) {
    return SourceFormat.of(key).isPresent() && !Version.isBeside(key);
  }

  /**
   * A file for Pinpoint, if it feeds the directory. Where a feed was, there is one: should it have
   * been put anew, and the news be still under way, its endpoints are not lost.
   */
  private Optional<SourceFile> feed(SourceFile file, SourceNotes.Known known)
      throws JsonProcessingException {
    if (known.isFeed(file)) {
      return Optional.of(file).filter(feed -> !known.isBarren(feed));
    }
    return known.isPlaceOfFeed(file) ? feed(file.bucket(), file.key()) : Optional.empty();
  }

  /** Leaves a file out from now on. */
  public void leaveOut(Refusal refusal) throws JsonProcessingException {
    if (refusal.barren()) {
      notes.noteBarren(refusal.file(), refusal.reason());
    } else {
      notes.noteRefused(refusal.file(), refusal.reason());
    }
  }

  /**
   * Makes no directory of these sources before somebody says that they are all.
   *
   * @param fingerprint of the sources
   */
  public void hold(Sources sources, String fingerprint) throws JsonProcessingException {
    notes.noteSmall(fingerprint, sources.whole().orElseThrow().version());
  }

  /**
   * Notes when a version of the whole began, as soon as one of its files is heard of: should that
   * be put again, changes since then count nevertheless.
   */
  public void begin(UploadEvent upload) throws JsonProcessingException {
    var version = Version.of(upload.key());
    if (version.isEmpty() || version.get().equals(begun)) {
      return;
    }
    var first =
        s3
            .listObjectsV2Paginator(
                request -> request.bucket(bucket).prefix(version.get().folder()))
            .contents()
            .stream()
            .filter(object -> holdsEndpoints(object.key()))
            .map(S3Object::lastModified)
            .min(naturalOrder());
    if (first.isPresent()) {
      notes.noteBegun(version.get(), first.get());
      begun = version.get();
    }
  }

  /**
   * Lets a file that was put for Pinpoint feed the directory, too.
   *
   * @return whether it does: not if it is a segment file of ours, or is not there to be looked at,
   *     of which the import tells people
   */
  public boolean feed(UploadEvent upload) throws JsonProcessingException {
    return feed(upload.bucket(), upload.key()).isPresent();
  }

  private Optional<SourceFile> feed(String of, String key) throws JsonProcessingException {
    if (SourceFormat.of(key).isEmpty()) {
      return Optional.empty();
    }
    try {
      var found = s3.headObject(request -> request.bucket(of).key(key));
      if (Upload.isOne(found)) {
        return Optional.empty();
      }
      var file = new SourceFile(of, key, bare(found.eTag()), found.lastModified(), true);
      notes.noteFeed(file);
      return Optional.of(file);
    } catch (S3Exception e) {
      if (UNSEEN.contains(e.statusCode())) {
        LOG.debug("no feed key={}", key, e);
        return Optional.empty();
      }
      throw e;
    }
  }

  private Iterable<S3Object> objects(String of, String prefix) {
    return s3.listObjectsV2Paginator(request -> request.bucket(of).prefix(prefix)).contents();
  }

  private static SourceFile file(String bucket, S3Object object, boolean feed) {
    return new SourceFile(bucket, object.key(), bare(object.eTag()), object.lastModified(), feed);
  }

  /**
   * Brings all files to the disk.
   *
   * @param newest what the directory was made from
   * @throws NotYet if one is no longer that version: another list will show what there is
   */
  public List<LocalSource> fetch(Sources sources, Newest newest, Path folder) {
    return sources.files().stream()
        .map(
            file ->
                fetch(
                    file, sources.dated(file), Sources.isReplacing(file, newest.record()), folder))
        .toList();
  }

  private LocalSource fetch(SourceFile file, Instant dated, boolean replacing, Path folder) {
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
        dated,
        file.modified(),
        file.feed(),
        replacing);
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }
}
