package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.segment.UserBatch;

/**
 * Who of a segment is not reached, and why: CSV, gzipped, with a column for each branch that takes
 * the segment. It has a row for each user who is in no segment file, or whom a branch holds back
 * for another reason than that there is no endpoint on its channels, which is an empty value.
 */
final class Rejects {

  private static final int BUFFER = 1 << 16;

  /** Who has one of these on any branch has a row. */
  static final Set<UserOutcome> HELD_BACK =
      EnumSet.complementOf(EnumSet.of(UserOutcome.DELIVERED, UserOutcome.NO_ENDPOINT_ON_CHANNEL));

  private static final UserOutcome[] OUTCOMES = UserOutcome.values();
  private static final byte[][] WORDS = new byte[OUTCOMES.length][];

  /** What an outcome says of whether a user has a row: these, added for all branches. */
  private static final byte[] SIGNS = new byte[OUTCOMES.length];

  private static final int REACHED = 1;
  private static final int HELD = 2;

  static {
    for (var outcome : OUTCOMES) {
      var word = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
      WORDS[outcome.ordinal()] = word.getBytes(StandardCharsets.US_ASCII);
      SIGNS[outcome.ordinal()] = (byte) (HELD_BACK.contains(outcome) ? HELD : 0);
    }
    WORDS[UserOutcome.NO_ENDPOINT_ON_CHANNEL.ordinal()] = new byte[0];
    SIGNS[UserOutcome.DELIVERED.ordinal()] = REACHED;
  }

  private final Path folder;
  private final Path unfinished;
  private final List<String> branches;
  private final Executor threads;
  private final Csv rows = new Csv(BUFFER * 2);
  private MessageDigest digest;
  private WriteBehind out;
  private long count;

  /** How often each word is in the column of each branch. */
  private final long[][] counts;

  /**
   * @param name of the unfinished file; nothing else in the folder has it
   * @param branches those that take the segment
   * @param threads by which it is written
   */
  Rejects(Path folder, String name, List<String> branches, Executor threads) {
    this.folder = folder;
    this.unfinished = folder.resolve(name);
    this.branches = branches;
    this.threads = threads;
    this.counts = new long[branches.size()][OUTCOMES.length];
  }

  /**
   * Adds users of a batch.
   *
   * @param outcomes for each branch what became of each user: places among the values of {@link
   *     UserOutcome}
   */
  void add(UserBatch batch, byte[][] outcomes) throws IOException {
    if (branches.isEmpty()) {
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
        add(batch, user, outcomes);
      }
    }
  }

  private void add(UserBatch batch, int user, byte[][] outcomes) throws IOException {
    if (out == null) {
      open();
    }
    rows.add(batch.text(), batch.start(user), batch.end(user), ',');
    for (int branch = 0; branch < outcomes.length; branch++) {
      int outcome = outcomes[branch][user];
      counts[branch][outcome]++;
      var word = WORDS[outcome];
      rows.addPlain(word, 0, word.length, branch == outcomes.length - 1 ? '\n' : ',');
    }
    count++;
    if (rows.length() > BUFFER) {
      flush();
    }
  }

  private void open() throws IOException {
    digest = Fingerprint.digest();
    var file = new DigestOutputStream(Files.newOutputStream(unfinished), digest);
    out = new WriteBehind(new Gzip(file), threads);
    var header = "User.UserId," + String.join(",", branches) + "\n";
    out.write(header.getBytes(StandardCharsets.UTF_8));
  }

  /** The same rows give the same bytes: Java writes no time into the header. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private void flush() throws IOException {
    out.write(Arrays.copyOf(rows.bytes(), rows.length()));
    rows.clear();
  }

  /** How many rows say so of a branch. */
  long count(String branch, UserOutcome outcome) {
    return counts[branches.indexOf(branch)][outcome.ordinal()];
  }

  /** The file, by the name of its SHA-256; none if everybody is reached. */
  Optional<FileParts.Part> finish() throws IOException {
    if (out == null) {
      return Optional.empty();
    }
    flush();
    out.close();
    out = null;
    var sha256 = Fingerprint.hex(digest.digest());
    var finished =
        Files.move(unfinished, folder.resolve(sha256), StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(new FileParts.Part(sha256, Files.size(finished), count));
  }

  /** Gives up what is not finished. */
  void abandon() throws IOException {
    if (out != null) {
      out.abandon();
      out = null;
      Files.deleteIfExists(unfinished);
    }
  }
}
