package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.segment.UserBatch;

/**
 * Who of a segment is not reached, and why, on the branches that take the segment: each user who is
 * in no segment file, or whom a branch holds back for another reason than that there is no endpoint
 * on its channels, which is an empty value.
 */
final class Rejects {

  /** Who has one of these on any branch has a row. */
  static final Set<UserOutcome> HELD_BACK =
      EnumSet.complementOf(EnumSet.of(UserOutcome.DELIVERED, UserOutcome.NO_ENDPOINT_ON_CHANNEL));

  private static final byte[][] WORDS = UserOutcomes.words();

  /** What an outcome says of whether a user has a row: these, added for all branches. */
  private static final byte[] SIGNS = new byte[WORDS.length];

  private static final int REACHED = 1;
  private static final int HELD = 2;

  static {
    HELD_BACK.forEach(outcome -> SIGNS[outcome.ordinal()] = HELD);
    SIGNS[UserOutcome.DELIVERED.ordinal()] = REACHED;
    WORDS[UserOutcome.NO_ENDPOINT_ON_CHANNEL.ordinal()] = new byte[0];
  }

  private final UserOutcomes file;

  /**
   * @param name of the unfinished file; nothing else in the folder has it
   * @param branches those that take the segment
   * @param threads by which it is written
   */
  Rejects(Path folder, String name, List<String> branches, Executor threads) {
    file = new UserOutcomes(folder, name, branches, WORDS, threads);
  }

  /**
   * Adds users of a batch.
   *
   * @param outcomes for each branch what became of each user: places among the values of {@link
   *     UserOutcome}
   */
  void add(UserBatch batch, byte[][] outcomes) throws IOException {
    if (outcomes.length == 0) {
      return; // nobody wants to reach them
    }
    var signs = new byte[batch.size()];
    for (var branch : outcomes) {
      for (int user = 0; user < signs.length; user++) {
        signs[user] |= SIGNS[branch[user]];
      }
    }
    for (int user = 0; user < signs.length; user++) {
      if (signs[user] != REACHED) {
        file.add(batch, user, outcomes);
      }
    }
  }

  /** How many rows say so of a branch. */
  long count(String branch, UserOutcome outcome) {
    return file.count(branch, outcome);
  }

  /** The file, by the name of its SHA-256; none if everybody is reached. */
  Optional<FileParts.Part> finish() throws IOException {
    return file.finish();
  }

  /** Gives up what is not finished. */
  void abandon() throws IOException {
    file.abandon();
  }
}
