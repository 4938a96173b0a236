package org.segmentcourier.endpoint.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.segmentcourier.aws.Downloads;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.aws.S3Location;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The snapshots of the endpoint directory in S3. They are numbered; whoever makes one takes the
 * next number, and of several one gets it.
 */
public final class Snapshots {

  private static final String RECORDS = "directory/snapshots/";
  private static final String FILES = "directory/files/";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final Records records;
  private final String bucket;

  /**
   * @param s3 for lists, and for large files
   * @param bucket where they are
   */
  public Snapshots(S3Client s3, Records records, String bucket) {
    this.s3 = s3;
    this.records = records;
    this.bucket = bucket;
  }

  /** Where a file of a snapshot belongs: the same content has one place. */
  public static String fileKey(String sha256) {
    return FILES + sha256;
  }

  /**
   * The newest snapshot.
   *
   * @param known its number is this one or a later one; 0 if nothing is known
   */
  public Optional<SnapshotRecord> newest(long known) {
    var last =
        s3
            .listObjectsV2Paginator(
                request ->
                    request.bucket(bucket).prefix(RECORDS).startAfter(key(Math.max(0, known - 1))))
            .contents()
            .stream()
            .map(S3Object::key)
            .reduce((one, next) -> next);
    return last.map(this::read);
  }

  private SnapshotRecord read(String key) {
    var found =
        records.get(key).orElseThrow(() -> new NotYet(key + " is listed, but S3 does not show it"));
    try {
      var snapshot = JSON.readValue(found.content(), SnapshotRecord.class);
      if (snapshot == null || snapshot.version() != SnapshotRecord.VERSION) {
        throw new IOException("its version is not " + SnapshotRecord.VERSION);
      }
      return snapshot;
    } catch (IOException e) {
      throw new BrokenSnapshot(
          "%s is no record of a snapshot as this application writes it; it was left as it is"
              .formatted(key),
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

  private static String key(long number) {
    return "%s%012d.json".formatted(RECORDS, number);
  }

  /**
   * Brings a file of a snapshot to the disk.
   *
   * @throws BrokenSnapshot if it is not what the snapshot's record says
   */
  Path fetch(SnapshotRecord.File file, Path folder) throws IOException {
    var path = folder.resolve(file.sha256());
    if (Files.exists(path)) {
      return path;
    }
    var place = new S3Location(bucket, file.key());
    var found = Downloads.get(s3, place, file.sha256(), path);
    if (!found.equals(file.sha256())) {
      throw new BrokenSnapshot(
          "%s is not the file that its snapshot names: its SHA-256 is %s, not %s"
              .formatted(place, found, file.sha256()),
          null);
    }
    return path;
  }
}
