package org.segmentcourier.delivery;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.segmentcourier.branch.Branch;

/**
 * The one decision of a delivery: what it was made of, and what is to be published. Whoever comes
 * later follows it.
 *
 * @param delivery its id
 * @param job ARN
 */
public record Commit(
    int version,
    String delivery,
    String job,
    List<Input> inputs,
    List<BranchOptions> branches,
    List<SegmentAccount> segments,
    List<BadLine> badLines,
    List<PreparedFile> files) {

  public Commit {
    if (version != VERSION) {
      throw new IllegalArgumentException("version %d of a commit".formatted(version));
    }
    for (var part : Arrays.asList(delivery, job, inputs, branches, segments, badLines, files)) {
      Objects.requireNonNull(part, "a commit says all that there is to say");
    }
  }

  /** Of this form, as opposed to that of later versions of the application. */
  static final int VERSION = 1;

  /** A branch as it was when the build began. */
  record BranchOptions(
      String id, Collection<String> channels, String segments, String destination) {

    static BranchOptions of(Branch branch) {
      return new BranchOptions(
          branch.id(), branch.channels(), branch.segments().pattern(), branch.destination());
    }
  }
}
