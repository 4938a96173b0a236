package org.segmentcourier.endpoint.refresh;

import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.endpoint.directory.Snapshots.Newest;
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

  /** A file that nobody can tell what it is, or what it is for. */
  public Notification notUnderstood(UploadEvent upload) {
    var file = "s3://%s/%s".formatted(upload.bucket(), upload.key());
    return new Notification(
        "endpoint-files/" + Fingerprint.of(List.of(file, upload.etag(), upload.sequencer())),
        "endpoint file not read",
        "%s is no file with endpoints".formatted(file),
        Version.isBeside(upload.key())
            ? """
            %s was not read, since it lies beside the folders of versions of the whole.

            If it is the whole, put it into a folder of its own, such as s3://%s/%s2026-11-28/, whose name is greater than those before. If it is a change, put it under s3://%s/%s itself.
            """
                .formatted(file, bucket, Version.FOLDERS, bucket, Sources.ALL)
            : """
            %s was not read, since its name does not say what it is.

            Endpoints are read from .csv (as Pinpoint imports it), from .json, .jsonl or .ndjson (an endpoint on each line), each also with .gz, from .gz (Pinpoint's exports) and from .parquet. Put it again under such a name.
            """
                .formatted(file),
        Map.of("status", "ENDPOINT FILE NOT READ", "file", file));
  }

  /** A file of a version of the whole that does not count. */
  public Notification passedOver(Refresh refresh, Sources sources) {
    var counting = place(sources.whole().orElseThrow().version());
    var folder = refresh.cause().substring(0, refresh.cause().lastIndexOf('/') + 1);
    return new Notification(
        "endpoint-versions/" + Fingerprint.of(List.of("passed over", folder, counting)),
        "endpoint file does not count",
        "%s does not count: there is %s".formatted(folder, counting),
        """
        Files in %s do not count, since of all versions of the whole the one with the greatest name does, which is %s. (Numbers in names are compared as numbers, everything else letter by letter.)

        If these files are newer, put them into a folder with a greater name.
        """
            .formatted(folder, counting),
        Map.of("status", "ENDPOINT FILE DOES NOT COUNT", "folder", folder, "counting", counting));
  }

  /** The version of the whole that the directory was made from is gone. */
  public Notification gone(Sources sources, Newest newest) {
    var used = place(sources.gone(newest.record(), bucket).orElseThrow());
    var left =
        sources
            .whole()
            .map(whole -> "The greatest that is left is %s.".formatted(place(whole.version())))
            .orElse("There is no other.");
    return new Notification(
        "endpoint-versions/" + Fingerprint.of(List.of("gone", used, "" + newest.number())),
        "endpoint directory held",
        "%s is gone, from which the endpoint directory was made".formatted(used),
        """
        %s is gone, from which the endpoint directory was made. %s

        The endpoint directory stays as it is: what there was before may say of people that they can be reached who have opted out since. Nothing that is put under %s counts until this is mended.

        What to do: put it again, or a version with a greater name. To go back to an earlier one, put its files into a folder with a greater name.
        """
            .formatted(used, left, Sources.ALL),
        Map.of("status", "ENDPOINT DIRECTORY HELD", "version", used));
  }

  /** Files of a version of the whole seem to be missing. */
  public Notification tooSmall(Sources sources, Newest newest, SnapshotBuild.Built built) {
    var whole = sources.whole().orElseThrow();
    var version = place(whole.version());
    var allThere = "s3://%s/%s".formatted(bucket, whole.version().allThere());
    return new Notification(
        "endpoint-versions/" + Fingerprint.of(List.of("small", version, "" + newest.number())),
        "endpoint directory held",
        "%s does not seem to be all there".formatted(version),
        """
        With the files that are in %s the endpoint directory would have %,d users. It has %,d, more than twice as many.

        So it stays as it is, in case files are still to come: put the rest. If that is all, put an empty file there, %s: the directory is then made of it.
        """
            .formatted(version, built.users(), newest.record().users(), allThere),
        Map.of(
            "status",
            "ENDPOINT DIRECTORY HELD",
            "version",
            version,
            "users",
            built.users(),
            "usersBefore",
            newest.record().users()));
  }

  private String place(Version version) {
    return "s3://%s/%s".formatted(bucket, version.folder());
  }

  /** A file that can't be read at all. */
  public Notification refused(Refusal refusal) {
    var place = refusal.place();
    return new Notification(
        "endpoint-files/" + refusal.file().put(),
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
   * Whether a snapshot is worth telling: the first one, and rows that were left out, unless they
   * are those of the one before.
   *
   * @param snapshot null if there is none
   * @param before the one before it; null if there is none
   */
  public boolean isNews(SnapshotRecord snapshot, SnapshotRecord before) {
    return snapshot != null
        && (snapshot.number() == 1
            || (snapshot.rejected() > 0
                && (before == null || !before.rejects().equals(snapshot.rejects()))));
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
        "snapshots/" + Fingerprint.of(List.of("" + snapshot.number(), snapshot.sources())),
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
