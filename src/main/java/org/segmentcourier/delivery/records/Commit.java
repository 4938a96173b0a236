package org.segmentcourier.delivery.records;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.HandOver;
import org.segmentcourier.branch.SizeGuard;
import org.segmentcourier.delivery.exclusion.SuppressionFile;
import org.segmentcourier.delivery.ledger.SegmentAccount;
import org.segmentcourier.delivery.order.SolutionVersion;

/**
 * The one decision of a delivery: what it was made of, and what is to be published. Whoever comes
 * later follows it.
 *
 * @param delivery its id
 * @param job ARN
 * @param solutionVersion the model that made the segments
 * @param times of the job, and of the build
 * @param application the version that built it
 * @param endpoints who knew them, such as {@code directory 12}
 * @param overtakenBy who knew better when it was decided, such as {@code directory 15} or {@code
 *     other suppressions}; empty if nobody did
 * @param suppressions the files that name who was not to be reached
 * @param empty segments that reach nobody on a branch that takes this for wrong
 * @param rejected a file for each segment of which somebody is not reached
 * @param assigned a file for each segment of which a branch holds somebody back
 */
public record Commit(
    int version,
    String delivery,
    String job,
    SolutionVersion solutionVersion,
    Times times,
    String application,
    List<Input> inputs,
    String endpoints,
    String overtakenBy,
    List<SuppressionFile> suppressions,
    List<BranchOptions> branches,
    List<SegmentAccount> segments,
    List<BadLine> badLines,
    List<EmptySegment> empty,
    List<UserList> rejected,
    List<UserList> assigned,
    List<PreparedFile> files) {

  public Commit {
    if (version != VERSION) {
      throw new IllegalArgumentException("version %d of a commit".formatted(version));
    }
    empty = empty == null ? List.of() : empty; // one of an earlier application doesn't tell
    var parts =
        Arrays.asList(
            delivery,
            job,
            solutionVersion,
            times,
            application,
            inputs,
            endpoints,
            overtakenBy,
            suppressions,
            branches,
            segments,
            badLines,
            rejected,
            assigned,
            files);
    for (var part : parts) {
      Objects.requireNonNull(part, "a commit says all that there is to say");
    }
  }

  /**
   * When it came to be, by AWS's clock.
   *
   * @param jobCreated when the job was
   * @param jobEnded when the job has
   * @param begun when this build was
   */
  public record Times(Instant jobCreated, Instant jobEnded, Instant begun) {}

  /**
   * An output file of the job in the version that the delivery reads.
   *
   * @param etag without quotes
   * @param size in bytes
   */
  public record Input(String bucket, String key, String etag, long size) {

    /** What people know it by. */
    public String name() {
      return key.substring(key.lastIndexOf('/') + 1);
    }
  }

  /**
   * A line of the output that nothing is delivered of, with what it takes to find it; no user is
   * named.
   *
   * @param bucket of the output file
   * @param key of the output file
   * @param line in it, counted from 1; 0 if the whole file is meant
   * @param code what is wrong, for programs
   * @param reason what is wrong, for people
   * @param query what the segment was asked for; empty if the line doesn't tell
   * @param excerpt how the line begins, with its texts masked; empty if the whole file is meant
   */
  public record BadLine(
      String bucket,
      String key,
      int line,
      String code,
      String reason,
      String query,
      String excerpt) {

    /** Where it is, as people know it: {@code queries.json.out, line 4}. */
    public String place() {
      var file = key.substring(key.lastIndexOf('/') + 1);
      return line == 0 ? file : "%s, line %d".formatted(file, line);
    }
  }

  /**
   * A segment of which there is no file for a branch, since it would be empty, though the branch
   * has told which sizes are right. There is nothing to hold, but somebody is to know.
   *
   * @param query in canonical form
   * @param reason what is wrong with that
   */
  public record EmptySegment(String query, String branch, String reason) {}

  /** A segment of this delivery on a branch, as it is known in all deliveries. */
  LastSize.Segment segment(String query, String branch) {
    return new LastSize.Segment(solutionVersion.solution(), query, branch);
  }

  /**
   * The segment file of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public PreparedFile file(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalArgumentException("%s has no file %s".formatted(delivery, name)));
  }

  /** The segment file of this name, if there is one. */
  public Optional<PreparedFile> find(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** Of this form, as opposed to that of later versions of the application. */
  public static final int VERSION = 1;

  /**
   * A branch as it was when the build began.
   *
   * @param holdout percentage of users who are not reached on purpose
   * @param experiment that says who these are; empty if nobody is
   * @param guard which sizes are right
   * @param of what its route gets
   * @param columns of its files beyond the id
   */
  public record BranchOptions(
      String id,
      Collection<String> channels,
      String segments,
      String destination,
      double holdout,
      String experiment,
      SizeGuard guard,
      HandOver of,
      List<String> columns) {

    public static BranchOptions of(Branch branch) {
      return new BranchOptions(
          branch.id(),
          branch.channels(),
          branch.segments().pattern(),
          branch.destination(),
          branch.holdout().percent(),
          branch.holdout().experiment(),
          branch.guard(),
          branch.of(),
          branch.columns());
    }
  }
}
