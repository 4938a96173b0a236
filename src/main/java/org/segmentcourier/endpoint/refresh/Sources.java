package org.segmentcourier.endpoint.refresh;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.endpoint.directory.SnapshotRecord;

/**
 * All that a directory is made from, at one time.
 *
 * @param all files that can be read, whether they count or not
 * @param files those that count, by bucket and key
 * @param refused files that would be among them, if they could be read
 * @param whole what the version of the whole that counts is, if there is one
 * @param known what was noted
 */
record Sources(
    List<SourceFile> all,
    List<SourceFile> files,
    List<SourceFile> refused,
    Optional<Whole> whole,
    SourceNotes.Known known) {

  /** Under it, everything that is made for the directory. */
  static final String ALL = "endpoints/";

  /** The directory with fewer than one in so many of its users is not thought to be all. */
  private static final int TOO_SMALL = 2;

  /**
   * The version of the whole that counts.
   *
   * @param begun when the first of its files was put
   * @param isSaidToBeThere whether somebody says that all its files are there
   */
  record Whole(Version version, Instant begun, boolean isSaidToBeThere) {}

  /**
   * Of all files those that count: the greatest version of the whole, and whatever was put since
   * that version began.
   *
   * @param said versions of which somebody says that all their files are there
   */
  static Sources of(List<SourceFile> all, Set<Version> said, SourceNotes.Known known) {
    var whole =
        all.stream()
            .flatMap(file -> version(file).stream())
            .max(naturalOrder())
            .map(version -> new Whole(version, begun(version, all, known), said.contains(version)));
    var counting =
        all.stream()
            .filter(file -> whole.isEmpty() || counts(file, whole.get()))
            .sorted(comparing(file -> file.location().toString()))
            .toList();
    return new Sources(
        all.stream().filter(file -> !known.isRefused(file)).toList(),
        counting.stream().filter(file -> !known.isRefused(file)).toList(),
        counting.stream().filter(known::isRefused).toList(),
        whole,
        known);
  }

  private static boolean counts(SourceFile file, Whole whole) {
    return version(file)
        .map(whole.version()::equals)
        .orElse(!file.modified().isBefore(whole.begun()));
  }

  /** A file of it may have been put again since: as it was noted, it stays. */
  private static Instant begun(Version version, List<SourceFile> all, SourceNotes.Known known) {
    return Stream.concat(
            known.begun(version).stream(),
            all.stream()
                .filter(file -> version(file).equals(Optional.of(version)))
                .map(SourceFile::modified))
        .min(naturalOrder())
        .orElseThrow();
  }

  private static Optional<Version> version(SourceFile file) {
    return file.feed() ? Optional.empty() : Version.of(file.key());
  }

  /**
   * The effective date of rows that have none: when their file was put; those of the whole are all
   * as old as it is, so that they are older than every change to it.
   */
  Instant dated(SourceFile file) {
    return version(file).flatMap(version -> whole).map(Whole::begun).orElse(file.modified());
  }

  /** Whether there is a greater version of the whole. */
  boolean isPassedOver(Version version) {
    return whole.filter(found -> found.version().compareTo(version) > 0).isPresent();
  }

  /** When the version that counts began, if nobody has noted that yet. */
  Optional<Whole> unnoted() {
    return whole.filter(
        found ->
            known.begun(found.version()).filter(noted -> !found.begun().isBefore(noted)).isEmpty());
  }

  /**
   * Whether the directory would lose endpoints that it has, or ought to have, if it were made
   * without one of these files: a version of the whole is whole, and of a file that was there
   * before nobody knows which endpoints are gone, and which can only not be read.
   *
   * @param newest null if there is none yet
   */
  static boolean isNeeded(SourceFile file, SnapshotRecord newest) {
    return version(file).isPresent()
        || (newest != null
            && newest.files().stream()
                .anyMatch(source -> source.location().equals(file.location().toString())));
  }

  /**
   * Whether the directory was made from another version of a file.
   *
   * @param newest null if there is no directory
   */
  static boolean isReplacing(SourceFile file, SnapshotRecord newest) {
    return newest != null
        && newest.files().stream()
            .anyMatch(
                source ->
                    source.location().equals(file.location().toString())
                        && !source.etag().equals(file.etag()));
  }

  /**
   * The version of the whole that the directory was made from, if it is gone: what there was before
   * may say of people that they can be reached who have opted out since.
   *
   * @param newest null if there is no directory
   * @param bucket of files that are made for the directory
   */
  Optional<Version> gone(SnapshotRecord newest, String bucket) {
    return newest == null
        ? Optional.empty()
        : newest.files().stream()
            .map(file -> S3Location.parse(file.location()))
            .filter(location -> location.bucket().equals(bucket))
            .flatMap(location -> Version.of(location.key()).stream())
            .max(naturalOrder())
            .filter(used -> whole.filter(now -> now.version().compareTo(used) >= 0).isEmpty());
  }

  /**
   * Whether files of the whole seem to be missing: with those that are there the directory would
   * lose more than half of its users, and nobody says that they are all.
   *
   * @param newest null if there is no directory
   */
  boolean isTooSmall(long users, SnapshotRecord newest) {
    return newest != null
        && users * TOO_SMALL < newest.users()
        && whole.filter(found -> !found.isSaidToBeThere()).isPresent();
  }

  /**
   * What they are known by: of the same sources the same directory is made.
   *
   * @param attributes what is made of them besides the usual
   */
  String fingerprint(List<String> attributes) {
    return Fingerprint.of(
        Stream.concat(
                files.stream().flatMap(file -> Stream.of(file.put(), dated(file).toString())),
                attributes.stream().map("column "::concat))
            .toList());
  }

  /** Whether files may still be coming: a set of files arrives in any order. */
  boolean isUnquiet(Duration quiet) {
    return latest().filter(file -> file.modified().plus(quiet).isAfter(known.at())).isPresent();
  }

  /**
   * Whether an upload is there, and another one came after it.
   *
   * @param location of the upload
   */
  boolean isOvertaken(String location) {
    return all.stream().anyMatch(file -> file.location().toString().equals(location))
        && latest().filter(file -> !file.location().toString().equals(location)).isPresent();
  }

  private Optional<SourceFile> latest() {
    return all.stream().max(SourceFile.BY_TIME);
  }
}
