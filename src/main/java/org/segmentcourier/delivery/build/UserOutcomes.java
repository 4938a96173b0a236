package org.segmentcourier.delivery.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.delivery.ledger.LedgerImbalance;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.segment.UserBatch;

/**
 * A file of users of a segment and what became of them: CSV, gzipped, with a column for each of
 * some branches. It is there once it has a row.
 */
final class UserOutcomes {

  private static final int BUFFER = 1 << 16;

  /** So many rows name columns. */
  private static final int HEADER = 1;

  private static final UserOutcome[] OUTCOMES = UserOutcome.values();

  private final Path folder;
  private final Path unfinished;
  private final List<String> branches;
  private final byte[][] words;
  private final Executor threads;
  private final Combinations combinations;
  private final List<Seen> seen = new ArrayList<>();
  private final Csv rows = new Csv(BUFFER * 2);
  private MessageDigest digest;
  private CsvRows written;
  private WriteBehind out;
  private long count;

  /** A combination of outcomes, the end of the rows that have it, and how many have. */
  private static final class Seen {
    final byte[] outcomes;
    final byte[] end;
    long count;

    Seen(byte[] outcomes, byte[] end) {
      this.outcomes = outcomes;
      this.end = end;
    }
  }

  /**
   * @param name of the unfinished file; nothing else in the folder has it
   * @param branches of which it tells
   * @param words for the outcomes, see {@link #words}
   * @param threads by which it is written
   */
  UserOutcomes(Path folder, String name, List<String> branches, byte[][] words, Executor threads) {
    this.folder = folder;
    this.unfinished = folder.resolve(name);
    this.branches = branches;
    this.words = words;
    this.threads = threads;
    this.combinations = new Combinations(branches.size(), OUTCOMES.length);
  }

  /** A word for each outcome, such as {@code opted-out}. */
  static byte[][] words() {
    var words = new byte[OUTCOMES.length][];
    for (var outcome : OUTCOMES) {
      var word = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
      words[outcome.ordinal()] = word.getBytes(StandardCharsets.US_ASCII);
    }
    return words;
  }

  /**
   * Adds a user.
   *
   * @param outcomes for each branch what became of each user of the batch
   */
  void add(UserBatch batch, int user, byte[][] outcomes) throws IOException {
    if (out == null) {
      open();
    }
    int number = combinations.of(outcomes, user);
    if (number == seen.size()) {
      seen.add(seen(outcomes, user));
    }
    var combination = seen.get(number);
    combination.count++;
    rows.add(batch.text(), batch.start(user), batch.end(user), ',');
    rows.addPlain(combination.end, 0, combination.end.length, '\n');
    count++;
    if (rows.length() > BUFFER) {
      flush();
    }
  }

  private Seen seen(byte[][] outcomes, int user) {
    var ofUser = new byte[outcomes.length];
    var end = new ByteArrayOutputStream();
    for (int branch = 0; branch < outcomes.length; branch++) {
      ofUser[branch] = outcomes[branch][user];
      if (branch > 0) {
        end.write(',');
      }
      end.writeBytes(words[ofUser[branch]]);
    }
    return new Seen(ofUser, end.toByteArray());
  }

  private void open() throws IOException {
    digest = Fingerprint.digest();
    var file = new DigestOutputStream(Files.newOutputStream(unfinished), digest);
    written = new CsvRows(new Gzip(file));
    out = new WriteBehind(written, threads);
    var header = "User.UserId," + String.join(",", branches) + "\n";
    out.write(header.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same rows give the same bytes: Java writes no time into the header. Repetitions are not
   * looked for: ids have none, and looking takes longer than all else that is counted, to make a
   * file smaller by a third that is a twentieth of the segment files.
   */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setStrategy(Deflater.HUFFMAN_ONLY);
    }
  }

  private void flush() throws IOException {
    out.write(Arrays.copyOf(rows.bytes(), rows.length()));
    rows.clear();
  }

  /** How many users have this outcome on a branch. */
  long count(String branch, UserOutcome outcome) {
    int column = branches.indexOf(branch);
    return seen.stream()
        .filter(combination -> combination.outcomes[column] == outcome.ordinal())
        .mapToLong(combination -> combination.count)
        .sum();
  }

  /**
   * The file, by the name of its SHA-256; none if it has no row.
   *
   * @throws LedgerImbalance if it has other rows than were given
   */
  Optional<FileParts.Part> finish() throws IOException {
    if (out == null) {
      return Optional.empty();
    }
    flush();
    out.close();
    out = null;
    if (written.rows() - HEADER != count) {
      throw new LedgerImbalance(
          "%s: %d users were given, but %d rows written"
              .formatted(unfinished.getFileName(), count, written.rows() - HEADER));
    }
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
