package org.segmentcourier.endpoint.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.segmentcourier.aws.Downloads;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.aws.S3Location;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The snapshots of the endpoint directory in S3. They are numbered; whoever makes one takes the
 * next number, and of several one gets it.
 */
public final class Snapshots {

  private static final String RECORDS = "directory/snapshots/";
  private static final String FILES = "directory/files/";
  private static final String REJECTS = "directory/rejects/";
  private static final Pattern RECORD = Pattern.compile(RECORDS + "(\\d{12})\\.json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  /** Where more snapshots than these are broken, an older one is of no use, either. */
  private static final int LOOK_BACK = 10;

  private final S3Client s3;
  private final Records records;
  private final String bucket;

  /** The last number that was seen: lists begin there, since there are ever more. */
  private volatile long hint;

  /**
   * @param s3 for lists, and for large files
   * @param bucket where they are
   */
  public Snapshots(S3Client s3, Records records, String bucket) {
    this.s3 = s3;
    this.records = records;
    this.bucket = bucket;
  }

  /** Where a file of a snapshot belongs; several that are made for one number don't meet. */
  public static String fileKey(long number, String sha256) {
    return folder(number) + sha256;
  }

  private static String folder(long number) {
    return "%s%012d/".formatted(FILES, number);
  }

  /** Where rows belong that are no endpoints: the same rows have one place. */
  public static String rejectsKey(String sha256) {
    return "%s%s.csv.gz".formatted(REJECTS, sha256);
  }

  /**
   * What is newest among the snapshots.
   *
   * @param number of the last one; 0 if there is none
   * @param record of the last one that has a record as it should be; null if there is none
   */
  public record Newest(long number, SnapshotRecord record) {

    /** Whether the last one is made from these sources, and nothing is wrong with its record. */
    public boolean isOf(String sources) {
      return record != null && record.number() == number && record.sources().equals(sources);
    }
  }

  /** When the last snapshot was made, by S3's clock; empty if there is none. */
  public Optional<Instant> made() {
    return records.get(key(last())).map(Records.Versioned::lastModified);
  }

  /** The newest snapshot; and if its record is broken, the one before. */
  public Newest newest() {
    return newest(last());
  }

  /**
   * The record of the snapshot before another.
   *
   * @param snapshot null if there is none
   * @return null if there is none
   */
  public SnapshotRecord before(SnapshotRecord snapshot) {
    return snapshot == null ? null : newest(snapshot.number() - 1).record();
  }

  private Newest newest(long last) {
    for (long number : back(last)) {
      try {
        var found = read(number);
        if (found.isPresent()) {
          return new Newest(last, found.get());
        }
      } catch (BrokenSnapshot e) {
        LOG.warn("snapshot left aside number={} reason=\"{}\"", number, e.getMessage());
      }
    }
    return new Newest(last, null);
  }

  /** Numbers from this one back, as far as anybody would want to go. */
  static long[] back(long number) {
    return LongStream.iterate(number, n -> n > Math.max(0, number - LOOK_BACK), n -> n - 1)
        .toArray();
  }

  /** The number of the last snapshot; 0 if there is none. */
  long last() {
    long found = last(hint);
    if (found == 0 && hint > 0) {
      found = last(0); // somebody has deleted it
    }
    hint = found;
    return found;
  }

  private long last(long from) {
    return s3
        .listObjectsV2Paginator(
            request ->
                request.bucket(bucket).prefix(RECORDS).startAfter(key(Math.max(0, from - 1))))
        .contents()
        .stream()
        .mapToLong(object -> number(object.key()))
        .max()
        .orElse(0);
  }

  /** 0 for what is no record of ours. */
  private static long number(String key) {
    var name = RECORD.matcher(key);
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  /**
   * The record of a snapshot.
   *
   * @return empty if there is none
   * @throws BrokenSnapshot if it is not as it should be
   */
  Optional<SnapshotRecord> read(long number) {
    return records.get(key(number)).map(found -> read(number, found.content()));
  }

  private SnapshotRecord read(long number, byte[] content) {
    try {
      var snapshot = JSON.readValue(content, SnapshotRecord.class);
      if (snapshot == null || snapshot.version() != SnapshotRecord.VERSION) {
        throw new IOException("its version is not " + SnapshotRecord.VERSION);
      }
      if (snapshot.number() != number || !snapshot.isWhole()) {
        throw new IOException("it lacks something, or is another's");
      }
      return snapshot;
    } catch (IOException e) {
      throw new BrokenSnapshot(
          ("%s is no record of a snapshot as this version of the application writes it; it was left"
                  + " as it is. Put any file with endpoints again: the next snapshot takes its"
                  + " place")
              .formatted(new S3Location(bucket, key(number))),
          e);
    }
  }

  /**
   * Makes a snapshot known, its files being in S3.
   *
   * @return false if there is another one with its number
   */
  public boolean publish(SnapshotRecord snapshot) throws JsonProcessingException {
    return records.create(key(snapshot.number()), JSON.writeValueAsBytes(snapshot));
  }

  /**
   * Deletes the files of snapshots to which nobody looks back any more, hundreds of megabytes each.
   * Their records stay, for manifests name them. If it can't be done, the next snapshot tries
   * again.
   *
   * @param newest that was published
   */
  public void dropOld(SnapshotRecord newest) {
    var firstKept = folder(newest.number() - LOOK_BACK + 1);
    try {
      s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(FILES)).contents().stream()
          .map(S3Object::key)
          .takeWhile(key -> key.compareTo(firstKept) < 0)
          .forEach(key -> s3.deleteObject(request -> request.bucket(bucket).key(key)));
    } catch (SdkException e) {
      LOG.warn(
          "files of old snapshots stay place={} reason=\"{}\"",
          new S3Location(bucket, FILES),
          e.getMessage(),
          e);
    }
  }

  private static String key(long number) {
    return "%s%012d.json".formatted(RECORDS, number);
  }

  /**
   * Brings a file of a snapshot to the disk.
   *
   * @throws BrokenSnapshot if it is not what the snapshot's record says
   * @throws NotYet if it is not there
   */
  Path fetch(SnapshotRecord.File file, Path folder) throws IOException {
    var path = folder.resolve(file.sha256());
    if (Files.exists(path)) {
      return path;
    }
    var place = new S3Location(bucket, file.key());
    String found;
    try {
      found = Downloads.get(s3, place, file.sha256(), path);
    } catch (NoSuchKeyException e) {
      throw new NotYet(
          "%s is not there, though a snapshot of the endpoint directory names it".formatted(place));
    }
    if (!found.equals(file.sha256())) {
      throw broken(file, "its SHA-256 is %s, not %s".formatted(found, file.sha256()), null);
    }
    return path;
  }

  /** A file of a snapshot that is none. */
  BrokenSnapshot broken(SnapshotRecord.File file, String why, Throwable cause) {
    return new BrokenSnapshot(
        ("%s is not the file that a snapshot of the endpoint directory names: %s. Delete it and the"
                + " newest record in %s, then put any file with endpoints again: both are made"
                + " anew")
            .formatted(new S3Location(bucket, file.key()), why, new S3Location(bucket, RECORDS)),
        cause);
  }
}
