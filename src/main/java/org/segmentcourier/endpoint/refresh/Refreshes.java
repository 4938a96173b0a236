package org.segmentcourier.endpoint.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.aws.Upload;
import org.segmentcourier.endpoint.directory.SnapshotRecord;
import org.segmentcourier.endpoint.directory.SnapshotRecord.Source;
import org.segmentcourier.endpoint.directory.Snapshots;
import org.segmentcourier.endpoint.directory.Snapshots.Newest;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.event.UploadEvent;

/** Decides when the endpoint directory is made anew, and what its snapshot's record says. */
public final class Refreshes {

  /** Whose the files of snapshots are, among those of jobs. */
  private static final String OWNER = "endpoint-directory";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** S3 dates objects by the second: in less nothing can be told to be the last. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final String bucket;
  private final Duration quiet;
  private final List<String> attributes;

  /**
   * @param bucket of the snapshots
   * @param quiet for how long nothing must have been put before the directory is made anew
   * @param attributes columns that are kept beyond the usual ones
   */
  Refreshes(String bucket, Duration quiet, List<String> attributes) {
    this.bucket = bucket;
    this.quiet = quiet.compareTo(SECOND) < 0 ? SECOND : quiet;
    this.attributes = attributes;
  }

  /** Whether the directory is to be looked at when this file comes. */
  public boolean matters(String key) {
    return EndpointFiles.holdsEndpoints(key) || Version.saysAllThere(key);
  }

  /**
   * Whether a file is what Spark and Hadoop leave beside theirs: its name begins with an underscore
   * or a dot.
   */
  public boolean isMark(String key) {
    var name = key.substring(key.lastIndexOf('/') + 1);
    return name.startsWith("_") || name.startsWith(".");
  }

  public Refresh first(UploadEvent upload) {
    return Refresh.of(upload);
  }

  public Refresh next(Refresh refresh) {
    return refresh.next();
  }

  /**
   * @throws NotUnderstood if the message is none of ours
   */
  public Refresh read(String body) {
    Refresh refresh;
    try {
      refresh = JSON.readValue(body, Refresh.class);
    } catch (JsonProcessingException e) {
      throw NotUnderstood.json("the message is no refresh of the endpoint directory", e);
    }
    if (refresh == null || refresh.run() == null || refresh.cause() == null) {
      throw new NotUnderstood(
          "the message is no refresh of the endpoint directory: run and cause are expected",
          "unknown");
    }
    return refresh;
  }

  /** Whether files may still be coming. */
  public boolean isEarly(Sources sources) {
    return sources.isUnquiet(quiet);
  }

  /**
   * Whether a tick may end, since a later one goes on: that of the last upload, before it has been
   * quiet for long enough since. It can't have ended, unless for one that came still later. (An
   * upload that is gone may be the one that others have ended for: its tick goes on.)
   */
  public boolean isOvertaken(Refresh refresh, Sources sources) {
    return isEarly(sources) && sources.isOvertaken(refresh.cause());
  }

  /**
   * Whether what was uploaded does not count, since it is of a version of the whole than which
   * there is a greater one.
   */
  public boolean isPassedOver(Refresh refresh, Sources sources) {
    var place = new S3Location(bucket, "").toString();
    return refresh.cause().startsWith(place)
        && Version.of(refresh.cause().substring(place.length()))
            .filter(sources::isPassedOver)
            .isPresent();
  }

  /** Whether the version that the directory was made from is gone, so that it stays as it is. */
  public boolean isGone(Sources sources, Newest newest) {
    return sources.gone(newest.record(), bucket).isPresent();
  }

  /**
   * Whether the directory stays as it is, since it would lose endpoints with a file that can't be
   * read.
   */
  public boolean isHeld(Sources sources, Newest newest) {
    return sources.refused().stream().anyMatch(file -> Sources.isNeeded(file, newest.record()));
  }

  /** Whether it is known that files of the whole seem to be missing. */
  public boolean isIncomplete(Sources sources) {
    return sources.whole().filter(whole -> !whole.isSaidToBeThere()).isPresent()
        && sources.known().isSmall(fingerprint(sources));
  }

  /** Whether files of the whole seem to be missing, as is seen from what was made of them. */
  public boolean isTooSmall(Sources sources, Newest newest, SnapshotBuild.Built built) {
    return sources.isTooSmall(built.users(), newest.record());
  }

  /** What sources are known by. */
  public String fingerprint(Sources sources) {
    return sources.fingerprint(attributes);
  }

  /** The files that are left out, and what the directory is without them. */
  public List<Refusal> refusals(Sources sources, Newest newest, SnapshotBuild.Unread unread) {
    return sources.files().stream()
        .flatMap(file -> refusal(file, newest.record(), unread))
        .toList();
  }

  private static Stream<Refusal> refusal(
      SourceFile file, SnapshotRecord newest, SnapshotBuild.Unread unread) {
    var name = file.location().toString();
    if (unread.barren().contains(name)) {
      return Stream.of(
          new Refusal(file, "none of its rows has both Id and User.UserId", true, false));
    }
    return Stream.ofNullable(unread.reasons().get(name))
        .map(reason -> new Refusal(file, reason, false, Sources.isNeeded(file, newest)));
  }

  /**
   * Whether there is nothing to be done: the newest snapshot has all files, or there are none but
   * those made for Pinpoint. These only add to a directory: a small import would otherwise be all
   * that is known, and everybody who is not in it would be unknown.
   */
  public boolean isDone(Sources sources, Newest newest) {
    return sources.files().stream().allMatch(SourceFile::feed) || newest.isOf(fingerprint(sources));
  }

  /** The record of what was made. */
  public SnapshotRecord describe(Sources sources, Newest newest, SnapshotBuild.Built built)
      throws IOException {
    long number = newest.number() + 1;
    return new SnapshotRecord(
        SnapshotRecord.VERSION,
        number,
        fingerprint(sources),
        sources.files().stream()
            .map(file -> new Source(file.location().toString(), file.etag()))
            .toList(),
        file(built.index(), sha256 -> Snapshots.fileKey(number, sha256)),
        file(built.details(), sha256 -> Snapshots.fileKey(number, sha256)),
        file(built.rejects(), Snapshots::rejectsKey),
        built.users(),
        built.endpoints(),
        built.made(),
        built.repeated(),
        built.rejected());
  }

  private static SnapshotRecord.File file(Path path, UnaryOperator<String> key) throws IOException {
    var sha256 = Fingerprint.of(path);
    return new SnapshotRecord.File(key.apply(sha256), Files.size(path), sha256);
  }

  /** The files of a snapshot, each with its place. */
  public List<Upload> uploads(SnapshotRecord snapshot, SnapshotBuild.Built built) {
    var uploads = new ArrayList<Upload>();
    uploads.add(upload(snapshot.index(), built.index()));
    uploads.add(upload(snapshot.details(), built.details()));
    uploads.add(upload(snapshot.rejects(), built.rejects()));
    return uploads;
  }

  private Upload upload(SnapshotRecord.File file, Path path) {
    return new Upload(
        bucket, List.of(file.key()), path.toFile(), file.sha256(), file.size(), OWNER);
  }
}
