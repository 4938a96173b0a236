package org.segmentcourier.delivery;

import java.util.Collection;
import java.util.List;
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
