package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final Map<UserOutcome, byte[]> WORDS = new EnumMap<>(UserOutcome.class);

  static {
    for (var outcome : UserOutcome.values()) {
      var word = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
      WORDS.put(outcome, word.getBytes(StandardCharsets.US_ASCII));
    }
    WORDS.put(UserOutcome.NO_ENDPOINT_ON_CHANNEL, new byte[0]);
  }

  private final Path folder;
  private final Path unfinished;
  private final List<String> branches;
  private final Csv rows = new Csv(BUFFER * 2);
  private MessageDigest digest;
  private OutputStream out;
  private long count;

  /** How often each word is in the column of each branch. */
  private final long[][] counts;

  /**
   * @param name of the unfinished file; nothing else in the folder has it
   * @param branches those that take the segment
   */
  Rejects(Path folder, String name, List<String> branches) {
    this.folder = folder;
    this.unfinished = folder.resolve(name);
    this.branches = branches;
    this.counts = new long[branches.size()][UserOutcome.values().length];
  }

  /**
   * Adds users of a batch.
   *
   * @param outcomes for each branch what became of each user
   */
  void add(UserBatch batch, UserOutcome[][] outcomes) throws IOException {
    if (branches.isEmpty()) {
      return; // nobody wants to reach them
    }
    for (int user = 0; user < batch.size(); user++) {
      if (isRejected(outcomes, user)) {
        add(batch, user, outcomes);
      }
    }
  }

  private static boolean isRejected(UserOutcome[][] outcomes, int user) {
    boolean reached = false;
    for (var branch : outcomes) {
      var outcome = branch[user];
      if (outcome == UserOutcome.DELIVERED) {
        reached = true;
      } else if (outcome != UserOutcome.NO_ENDPOINT_ON_CHANNEL) {
        return true;
      }
    }
    return !reached;
  }

  private void add(UserBatch batch, int user, UserOutcome[][] outcomes) throws IOException {
    if (out == null) {
      open();
    }
    rows.add(batch.text(), batch.start(user), batch.end(user), ',');
    for (int branch = 0; branch < outcomes.length; branch++) {
      var outcome = outcomes[branch][user];
      counts[branch][outcome.ordinal()]++;
      var word = WORDS.get(outcome);
      rows.addPlain(word, branch == outcomes.length - 1 ? '\n' : ',');
    }
    count++;
    if (rows.length() > BUFFER) {
      flush();
    }
  }

  private void open() throws IOException {
    digest = Fingerprint.digest();
    out = new Gzip(new DigestOutputStream(Files.newOutputStream(unfinished), digest));
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
    out.write(rows.bytes(), 0, rows.length());
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
      out.close();
      out = null;
      Files.deleteIfExists(unfinished);
    }
  }
}
