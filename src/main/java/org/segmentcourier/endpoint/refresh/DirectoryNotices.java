package org.segmentcourier.endpoint.refresh;

import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.notification.Notification;

/** What people are told of the endpoint directory. */
public final class DirectoryNotices {

  private final String bucket;

  /**
   * @param bucket of the directory
   */
  DirectoryNotices(String bucket) {
    this.bucket = bucket;
  }

  /** A file that can't be read. */
  public Notification otherFormat(UploadEvent upload) {
    var file = "s3://%s/%s".formatted(upload.bucket(), upload.key());
    return new Notification(
        "endpoint-files/" + Fingerprint.of(List.of(file, upload.etag())),
        "endpoint file not read",
        "%s is no file with endpoints".formatted(file),
        """
        %s was not read, since its name does not say what it is.

        Endpoints are read from .csv (as Pinpoint imports it), from .json, .jsonl or .ndjson (an endpoint on each line), each also with .gz, from .gz (Pinpoint's exports) and from .parquet. Put it again under such a name.
        """
            .formatted(file),
        Map.of("status", "ENDPOINT FILE NOT READ", "file", file));
  }

  /** A file that can't be read at all. */
  public Notification refused(Refusal refusal) {
    var place = refusal.place();
    return new Notification(
        "endpoint-files/" + refusal.file().version(),
        refusal.holding() ? "endpoint directory held" : "endpoint file not read",
        "%s can't be read: %s".formatted(place, refusal.reason()),
        """
        %s can't be read: %s. (The ETag of this version is %s.)

        %s
        """
            .formatted(place, refusal.reason(), refusal.etag(), consequence(refusal)),
        Map.of(
            "status",
            "ENDPOINT FILE NOT READ",
            "file",
            place,
            "etag",
            refusal.etag(),
            "reason",
            refusal.reason(),
            "directoryHeld",
            refusal.holding()));
  }

  private static String consequence(Refusal refusal) {
    return refusal.holding()
        ? """
        The endpoint directory stays as it is, so that no endpoint gets lost for that: the last snapshot goes on being used, if there is one, and nothing that is put under endpoints/ counts until this is mended.

        What to do: put the file again as it ought to be. If it is not needed, delete it and put any other file under endpoints/: the directory is then made without it."""
        : """
        The endpoint directory goes on without it; it lacks no endpoint that it had before.

        What to do: put the file again as it ought to be, or delete it.""";
  }

  /**
   * Whether a snapshot is worth telling.
   *
   * @param snapshot null if there is none
   */
  public boolean isNews(SnapshotRecord snapshot) {
    return snapshot != null && (snapshot.number() == 1 || snapshot.rejected() > 0);
  }

  /** A snapshot was made. */
  public Notification made(SnapshotRecord snapshot) {
    var rejects = "s3://%s/%s".formatted(bucket, snapshot.rejects().key());
    var text = new StringBuilder();
    text.append(
        "Snapshot %d of the endpoint directory has %,d endpoints of %,d users, from %d files.%n"
            .formatted(
                snapshot.number(),
                snapshot.endpoints(),
                snapshot.users(),
                snapshot.files().size()));
    if (snapshot.number() == 1) {
      text.append(
          "%nFrom now on deliveries take endpoints from the directory and no longer ask Pinpoint, unless endpoints.source says otherwise.%n"
              .formatted());
    }
    if (snapshot.rejected() > 0) {
      text.append(
          "%nRows that are no endpoints and were left out: %,d. Each is listed with its reason in %s (CSV, gzipped). Mend them and put their file again.%n"
              .formatted(snapshot.rejected(), rejects));
    }
    return new Notification(
        "snapshots/" + snapshot.number(),
        snapshot.rejected() > 0 ? "endpoints left out" : "endpoint directory in use",
        "The endpoint directory has %,d endpoints of %,d users; rows left out: %,d"
            .formatted(snapshot.endpoints(), snapshot.users(), snapshot.rejected()),
        text.toString(),
        Map.of(
            "status",
            "ENDPOINT DIRECTORY MADE",
            "snapshot",
            snapshot.number(),
            "users",
            snapshot.users(),
            "endpoints",
            snapshot.endpoints(),
            "rejected",
            snapshot.rejected(),
            "rejects",
            snapshot.rejected() > 0 ? rejects : ""));
  }
}
