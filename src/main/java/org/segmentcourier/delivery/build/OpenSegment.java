package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.exclusion.LeftOut;
import org.segmentcourier.delivery.ledger.Account;
import org.segmentcourier.delivery.ledger.Ledger;
import org.segmentcourier.delivery.ledger.LedgerImbalance;
import org.segmentcourier.delivery.ledger.SegmentAccount;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.segment.Segment;

/** A segment in the making: for each branch that takes it, an open file and a ledger. */
final class OpenSegment {

  private final Segment segment;
  private final Map<String, Lane> lanes = new LinkedHashMap<>();
  private final EndpointSource source;
  private final List<String> asked;
  private final Rejects rejects;
  private final Assignments assignments;
  private final Recount recount = new Recount();
  private long ids;
  private long duplicates;
  private boolean complete;

  /**
   * A segment whose files are complete.
   *
   * @param files by branch; none for a branch that none of its endpoints is for
   * @param rejects who is not reached, and why
   * @param assignments who is held back by experiments, and who is not
   */
  record Built(
      SegmentAccount account,
      SortedMap<String, List<FileParts.Part>> files,
      Optional<FileParts.Part> rejects,
      Optional<FileParts.Part> assignments) {}

  private record Lane(
      Branch branch, List<String> columns, Ledger ledger, Selection selection, FileParts parts) {}

  /**
   * @param number of the segment in its delivery: names its unfinished files
   * @param source knows the endpoints
   * @param columns that all files have, whatever else their branches ask for
   * @param threads by which they are written
   */
  OpenSegment(
      Segment segment,
      int number,
      List<Branch> branches,
      EndpointSource source,
      List<String> columns,
      Path folder,
      long partLimit,
      Executor threads) {
    this.segment = segment;
    this.source = source;
    var query = segment.query().canonical();
    for (var branch : branches) {
      if (branch.takesSegment(query)) {
        var ledger = new Ledger();
        var name = "open-%d-%s".formatted(number, branch.id());
        var parts = new FileParts(folder, name, partLimit, threads);
        lanes.put(
            branch.id(),
            new Lane(
                branch,
                Stream.concat(columns.stream(), branch.columns().stream()).distinct().toList(),
                ledger,
                new Selection(branch, ledger),
                parts));
      }
    }
    asked =
        lanes.values().stream()
            .flatMap(lane -> lane.columns().stream())
            .filter(column -> !Share.AT_HAND.contains(column))
            .distinct()
            .toList();
    var name = "rejects-%d".formatted(number);
    rejects = new Rejects(folder, name, List.copyOf(lanes.keySet()), threads);
    var taking = lanes.values().stream().map(Lane::branch).toList();
    assignments = new Assignments(folder, "assignments-%d".formatted(number), taking, threads);
  }

  /**
   * Shares a batch out among the branches, but for those that get nothing of it.
   *
   * @param leftOut who and what of it is not to be reached, whatever the endpoint
   * @throws LedgerImbalance if the batch is not the one that comes next
   */
  List<Share> share(EndpointBatch found, LeftOut leftOut) throws IOException {
    var batch = found.batch();
    if (complete || batch.position() != ids || found.users() != batch.size()) {
      throw new LedgerImbalance(
          "%s: a batch is missing or out of order at id %d, where %d is expected"
              .formatted(segment, batch.position(), ids));
    }
    ids = batch.end();
    duplicates += batch.duplicates();
    complete = batch.last();
    var shares = new ArrayList<Share>();
    var outcomes = new byte[lanes.size()][batch.size()];
    recount.found(found);
    var values = new BatchValues(source, found, asked);
    int number = 0;
    for (var lane : lanes.values()) {
      recount.leftOut(lane.branch(), found, leftOut);
      var chosen = lane.selection().choose(found, leftOut, outcomes[number++]);
      recount.chosen(lane.branch(), chosen);
      if (chosen.length > 0) {
        shares.add(
            new Share(
                lane.branch().id(),
                lane.columns(),
                lane.parts().isAtStart(),
                found,
                chosen,
                values));
      }
    }
    rejects.add(batch, outcomes);
    assignments.add(batch, outcomes);
    return shares;
  }

  void write(Share share, byte[] csv) throws IOException {
    lanes.get(share.branch()).parts().append(csv);
  }

  /**
   * Completes the files.
   *
   * @throws LedgerImbalance if anything of the segment is unaccounted for
   */
  Built finish() throws IOException {
    if (!complete) {
      throw new LedgerImbalance(
          "%s: its last batch is missing; %d ids have come".formatted(segment, ids));
    }
    var accounts = new TreeMap<String, Account>();
    var files = new TreeMap<String, List<FileParts.Part>>();
    for (var lane : lanes.values()) {
      var id = lane.branch().id();
      var what = segment + ", branch " + id;
      var parts = lane.parts().finish();
      lane.ledger().written(parts.stream().mapToLong(FileParts.Part::rows).sum());
      var account = lane.ledger().close(what, ids, duplicates);
      recount.check(what, lane.branch(), account, rejects, parts);
      accounts.put(id, account);
      files.put(id, parts);
    }
    return new Built(
        new SegmentAccount(
            segment.file(),
            segment.line(),
            segment.query().canonical(),
            ids,
            ids - duplicates,
            duplicates,
            accounts),
        files,
        rejects.finish(),
        assignments.finish());
  }

  void abandon() throws IOException {
    for (var lane : lanes.values()) {
      lane.parts().abandon();
    }
    rejects.abandon();
    assignments.abandon();
  }
}
