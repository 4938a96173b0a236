package org.segmentcourier.endpoint.refresh;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.endpoint.directory.SnapshotRecord;

/**
 * All that a directory is made from, at one time.
 *
 * @param files by bucket and key
 * @param refused files that would be among them, if they could be read
 * @param now by S3's clock
 */
record Sources(List<SourceFile> files, List<SourceFile> refused, Instant now) {

  /** Under it, a folder for each version of the whole. */
  static final String FULL = "endpoints/full/";

  /** Under it, everything that is made for the directory. */
  static final String ALL = "endpoints/";

  /**
   * Of all files those that count: the last version of the whole, by the name of its folder, and
   * whatever was put since that version began.
   *
   * @param isRefused tells those that are known to be unreadable
   */
  static Sources of(List<SourceFile> all, Predicate<SourceFile> isRefused, Instant now) {
    var version = all.stream().flatMap(file -> version(file).stream()).max(naturalOrder());
    var whole =
        all.stream()
            .filter(file -> version(file).isPresent() && version(file).equals(version))
            .toList();
    var begun = whole.stream().map(SourceFile::modified).min(naturalOrder()).orElse(Instant.MIN);
    var since =
        all.stream()
            .filter(file -> version(file).isEmpty() && !file.modified().isBefore(begun))
            .toList();
    var counting =
        Stream.concat(whole.stream(), since.stream())
            .sorted(comparing(file -> file.location().toString()))
            .toList();
    return new Sources(
        counting.stream().filter(isRefused.negate()).toList(),
        counting.stream().filter(isRefused).toList(),
        now);
  }

  private static Optional<String> version(SourceFile file) {
    int slash = file.key().startsWith(FULL) ? file.key().indexOf('/', FULL.length()) : -1;
    return slash < 0 ? Optional.empty() : Optional.of(file.key().substring(FULL.length(), slash));
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
   * What they are known by: of the same sources the same directory is made.
   *
   * @param attributes what is made of them besides the usual
   */
  String fingerprint(List<String> attributes) {
    return Fingerprint.of(
        Stream.concat(
                files.stream().flatMap(file -> Stream.of(file.location().toString(), file.etag())),
                attributes.stream().map("column "::concat))
            .toList());
  }

  /** Whether files may still be coming: a set of files arrives in any order. */
  boolean isUnquiet(Duration quiet) {
    return files.stream().anyMatch(file -> file.modified().plus(quiet).isAfter(now));
  }
}
