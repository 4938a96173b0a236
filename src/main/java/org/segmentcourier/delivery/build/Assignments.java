package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.segment.UserBatch;

/**
 * Each user of a segment, and what became of them on those branches that hold some back: who wants
 * to know what it does to reach people compares those who are {@code holdout} with all others that
 * are known, whether or not they were reached.
 */
final class Assignments {

  private static final byte[][] WORDS = UserOutcomes.words();

  private final int[] branches;
  private final UserOutcomes file;

  /**
   * @param name of the unfinished file; nothing else in the folder has it
   * @param all branches that take the segment
   * @param threads by which it is written
   */
  Assignments(Path folder, String name, List<Branch> all, Executor threads) {
    branches = IntStream.range(0, all.size()).filter(i -> all.get(i).holdout().isOn()).toArray();
    var ids = IntStream.of(branches).mapToObj(i -> all.get(i).id()).toList();
    file = new UserOutcomes(folder, name, ids, WORDS, threads);
  }

  /**
   * Adds users of a batch.
   *
   * @param outcomes for each branch what became of each user
   */
  void add(UserBatch batch, byte[][] outcomes) throws IOException {
    if (branches.length == 0) {
      return;
    }
    var ofBranches = IntStream.of(branches).mapToObj(i -> outcomes[i]).toArray(byte[][]::new);
    for (int user = 0; user < batch.size(); user++) {
      file.add(batch, user, ofBranches);
    }
  }

  /** The file, by the name of its SHA-256; none if no branch holds anybody back. */
  Optional<FileParts.Part> finish() throws IOException {
    return file.finish();
  }

  /** Gives up what is not finished. */
  void abandon() throws IOException {
    file.abandon();
  }
}
