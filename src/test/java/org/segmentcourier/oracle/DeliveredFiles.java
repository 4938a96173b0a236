package org.segmentcourier.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.delivery.ledger.Account;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.SegmentAccount;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.PreparedFile;

/** What a build has given, told as {@link NaiveDelivery} tells what it should give. */
final class DeliveredFiles {

  private final Commit commit;
  private final Path folder;
  private final long partLimit;
  private final Iterator<PreparedFile> files;

  /** By place, so that segments and bad lines come in the order of the output. */
  private final TreeMap<String, List<String>> report = new TreeMap<>();

  private DeliveredFiles(Commit commit, Path folder, long partLimit) {
    this.commit = commit;
    this.folder = folder;
    this.partLimit = partLimit;
    this.files = commit.files().iterator();
  }

  static List<String> report(Commit commit, Path folder, long partLimit) throws IOException {
    return new DeliveredFiles(commit, folder, partLimit).report();
  }

  private List<String> report() throws IOException {
    for (var segment : commit.segments()) {
      add(segment);
    }
    assertThat(files).as("files of no segment").isExhausted();
    for (var bad : commit.badLines()) {
      var file = bad.key().substring(bad.key().lastIndexOf('/') + 1);
      at(file, bad.line()).add(file + ":" + bad.line() + " bad");
    }
    return report.values().stream().flatMap(List::stream).toList();
  }

  private List<String> at(String file, int line) {
    return report.computeIfAbsent("%s %06d".formatted(file, line), place -> new ArrayList<>());
  }

  private void add(SegmentAccount segment) throws IOException {
    var told = at(segment.file(), segment.line());
    var place = segment.file() + ":" + segment.line();
    told.add(
        place
            + " %s: %d read, %d distinct"
                .formatted(segment.query(), segment.idsRead(), segment.distinct()));
    assertThat(segment.duplicate()).isEqualTo(segment.idsRead() - segment.distinct());
    for (var branch : segment.branches().entrySet()) {
      var account = branch.getValue();
      var where = place + " " + branch.getKey();
      told.add(where + " users " + named(account.users()));
      told.add(where + " endpoints " + account.found() + " " + named(account.endpoints()));
      addRows(told, where + " row: ", segment.query(), branch.getKey(), account);
    }
    for (var rejected : commit.rejected()) {
      if (rejected.file().equals(segment.file()) && rejected.line() == segment.line()) {
        var users =
            csv(new GZIPInputStream(Files.newInputStream(folder.resolve(rejected.sha256()))));
        assertThat(users.remove(0))
            .startsWith("User.UserId")
            .hasSize(segment.branches().size() + 1);
        assertThat(users).hasSize((int) rejected.users());
        users.forEach(
            user ->
                told.add(place + " rejected: " + user.get(0) + " " + user.subList(1, user.size())));
      }
    }
  }

  /** All parts have as many rows as the account says that were delivered. */
  private void addRows(
      List<String> told, String where, String query, String branch, Account account)
      throws IOException {
    long left = account.of(EndpointOutcome.DELIVERED);
    while (left > 0) {
      var file = files.next();
      assertThat(file.branch()).isEqualTo(branch);
      assertThat(file.query()).isEqualTo(query);
      var path = folder.resolve(file.sha256());
      assertThat(Fingerprint.of(path)).isEqualTo(file.sha256());
      assertThat(Files.size(path)).isEqualTo(file.size());
      var rows = csv(Files.newInputStream(path));
      var columns = rows.remove(0);
      assertThat(rows).hasSize((int) file.endpoints());
      rows.forEach(row -> told.add(where + columns + row));
      left -= file.endpoints();
      assertThat(left > 0 && file.size() < partLimit).as("a part that is too small").isFalse();
    }
    assertThat(left).as("rows that belong to no segment").isZero();
  }

  /** Rows as a reader of others takes them apart. */
  private static List<List<String>> csv(InputStream in) throws IOException {
    try (var reader = new InputStreamReader(in, UTF_8);
        var csv = CSVFormat.RFC4180.parse(reader)) {
      return new ArrayList<>(csv.stream().map(CSVRecord::toList).toList());
    }
  }

  private static <E extends Enum<E>> Map<String, Long> named(Map<E, Long> counts) {
    var named = new TreeMap<String, Long>();
    counts.forEach((outcome, count) -> named.put(outcome.name(), count));
    return named;
  }
}
