package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.exclusion.Exclusions;
import org.segmentcourier.delivery.exclusion.SuppressionList;
import org.segmentcourier.delivery.ledger.SegmentAccount;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.records.BuiltFile;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.Commit.BadLine;
import org.segmentcourier.delivery.records.Commit.EmptySegment;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.delivery.records.LastSize;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.UserList;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.segment.BadSegment;
import org.segmentcourier.segment.OutputFile;
import org.segmentcourier.segment.Segment;
import org.segmentcourier.settings.ApplicationVersion;

/**
 * One attempt at building the files of a delivery, in a folder of its own: what it was made from,
 * what is complete, and what is in the making.
 */
public final class Build {

  private final int number;
  private final Instant time;
  private final SegmentJob job;
  private final Path folder;
  private final List<Branch> branches;
  private final Map<String, Input> inputs = new LinkedHashMap<>();
  private final Map<Segment, OpenSegment> open = new IdentityHashMap<>();
  private final List<SegmentNames.Asked> queries = new ArrayList<>();
  private final List<OpenSegment.Built> segments = new ArrayList<>();
  private final List<BadLine> badLines = new ArrayList<>();
  private final Map<String, String> staged = new ConcurrentHashMap<>();
  private final EndpointSource endpoints;
  private final Exclusions exclusions;
  private final List<String> columns;
  private final Set<String> known = new HashSet<>();
  private int begun;

  /** The sizes of segments the last time, where that matters. */
  private Map<LastSize.Segment, LastSize> lastSizes = Map.of();

  /** Whether a file can't be kept, so that nothing will come of the others. */
  private volatile boolean spoiled;

  /** Who knows better than who was asked; empty if nobody does. */
  private String overtakenBy = "";

  /**
   * @param number of the builds of this attempt, from 1
   * @param exclusions who is left out, and who knows the endpoints of the others
   * @param time when it begins
   */
  Build(
      int number,
      SegmentJob job,
      Path folder,
      List<Branch> branches,
      Exclusions exclusions,
      Instant time) {
    this.number = number;
    this.time = time;
    this.job = job;
    this.folder = folder;
    this.branches = branches;
    this.exclusions = exclusions;
    this.endpoints = exclusions.endpoints();
    this.columns = endpoints.hasMadeIds() ? Share.NEW_ENDPOINTS : Share.IDS;
  }

  void use(Input input) {
    inputs.put(input.name(), input);
  }

  /** Begins a segment; its query counts for the names whether or not the segment turns out well. */
  void begin(Segment segment, long partLimit, Executor threads) {
    var line = new SegmentNames.Line(segment.file(), segment.line());
    known.add(segment.file());
    queries.add(new SegmentNames.Asked(line, segment.query()));
    var files =
        new OpenSegment(segment, begun++, branches, endpoints, columns, folder, partLimit, threads);
    open.put(segment, files);
  }

  OpenSegment open(Segment segment) {
    return open.get(segment);
  }

  /** What each branch gets of a batch. */
  List<Share> share(Segment segment, EndpointBatch found) throws IOException {
    return open.get(segment).share(found, exclusions.of(found, branches));
  }

  void finish(Segment segment) throws IOException {
    segments.add(open.get(segment).finish());
    open.remove(segment);
  }

  /** A line that can't be used; what it was asked for is known if it was begun. */
  void reject(Segment segment, BadSegment why) throws IOException {
    var query = open.containsKey(segment) ? segment.query().canonical() : "";
    reject(segment.file(), segment.line(), why, query, segment.excerpt());
  }

  /** A file that can't be used. */
  void reject(OutputFile file, BadSegment why) {
    reject(file.name(), Segment.WHOLE_FILE, why, "", "");
  }

  private void reject(String file, int line, BadSegment why, String query, String excerpt) {
    var input = inputs.get(file);
    known.add(file);
    badLines.add(
        new BadLine(
            input.bucket(),
            input.key(),
            line,
            why.code().name(),
            why.getMessage(),
            query,
            excerpt));
  }

  void abandon(Segment segment) throws IOException {
    var unfinished = open.remove(segment);
    if (unfinished != null) {
      unfinished.abandon();
    }
  }

  /** How many segments are complete. */
  public int segmentCount() {
    return segments.size();
  }

  /** How many users the segments have that are complete, those of each counted once. */
  public long users() {
    return segments.stream().mapToLong(segment -> segment.account().distinct()).sum();
  }

  /** Whether anything was learned from an output file: a segment, or a bad line. */
  boolean knows(String file) {
    return known.contains(file);
  }

  void staged(BuiltFile file, String key) {
    staged.put(file.name(), key);
  }

  void spoil() {
    spoiled = true;
  }

  boolean isSpoiled() {
    return spoiled;
  }

  /** Who is not reached, a file for each segment; each as it was staged, if it was. */
  List<UserList> rejected() {
    return lists(UserList.Kind.REJECTED, OpenSegment.Built::rejects);
  }

  /** Who is held back by experiments, likewise. */
  List<UserList> assigned() {
    return lists(UserList.Kind.ASSIGNED, OpenSegment.Built::assignments);
  }

  private List<UserList> lists(
      UserList.Kind kind, Function<OpenSegment.Built, Optional<FileParts.Part>> file) {
    var names = new SegmentNames(job, queries);
    return segments.stream()
        .flatMap(
            segment ->
                file.apply(segment).stream()
                    .map(part -> list(kind, names, segment.account(), part)))
        .toList();
  }

  private UserList list(
      UserList.Kind kind, SegmentNames names, SegmentAccount segment, FileParts.Part part) {
    var line = new SegmentNames.Line(segment.file(), segment.line());
    var name = kind.name(names.preferred(line, Branch.DEFAULT, 0));
    return new UserList(
        kind,
        name,
        segment.file(),
        segment.line(),
        part.sha256(),
        part.size(),
        part.rows(),
        staged.getOrDefault(name, ""));
  }

  /** Segments on branches that compare their size with that of the last time. */
  List<LastSize.Segment> compared() {
    var compared = new ArrayList<LastSize.Segment>();
    for (var branch : branches) {
      if (branch.guard().compares()) {
        segments.stream()
            .filter(segment -> segment.account().branches().containsKey(branch.id()))
            .forEach(segment -> compared.add(known(segment.account(), branch)));
      }
    }
    return compared;
  }

  private LastSize.Segment known(SegmentAccount segment, Branch branch) {
    return new LastSize.Segment(job.solutionVersion().solution(), segment.query(), branch.id());
  }

  void compare(Map<LastSize.Segment, LastSize> sizes) {
    lastSizes = sizes;
  }

  /** Why a segment is not published on a branch before somebody has looked; empty if it is. */
  private String objection(SegmentAccount segment, Branch branch, long users) {
    var last = lastSizes.get(known(segment, branch));
    return branch
        .guard()
        .objection(users, last == null ? OptionalLong.empty() : OptionalLong.of(last.users()))
        .orElse("");
  }

  /** Segments that reach nobody on a branch that takes this for wrong. */
  private List<EmptySegment> empty() {
    var empty = new ArrayList<EmptySegment>();
    for (var segment : segments) {
      for (var branch : branches) {
        var account = segment.account().branches().get(branch.id());
        if (account != null && segment.files().get(branch.id()).isEmpty()) {
          var reason = objection(segment.account(), branch, 0);
          if (!reason.isEmpty()) {
            empty.add(new EmptySegment(segment.account().query(), branch.id(), reason));
          }
        }
      }
    }
    return empty;
  }

  /** The files, named; each as it was staged, if it was. */
  List<PreparedFile> files() {
    var names = new SegmentNames(job, queries);
    var taken = new HashSet<String>();
    var files = new ArrayList<PreparedFile>();
    for (var segment : segments) {
      for (var branch : branches) {
        var parts = segment.files().getOrDefault(branch.id(), List.of());
        for (int i = 0; i < parts.size(); i++) {
          var file =
              prepared(
                  names, segment.account(), branch, parts.get(i), parts.size() == 1 ? 0 : i + 1);
          if (!taken.add(file.name()) || !taken.add(file.alternative())) {
            throw new IllegalStateException(
                "two segment files of %s would be named %s".formatted(job.arn(), file.name()));
          }
          files.add(file);
        }
      }
    }
    return files;
  }

  private PreparedFile prepared(
      SegmentNames names, SegmentAccount segment, Branch branch, FileParts.Part file, int part) {
    var line = new SegmentNames.Line(segment.file(), segment.line());
    var name = names.preferred(line, branch.id(), part);
    long users = segment.branches().get(branch.id()).of(UserOutcome.DELIVERED);
    return new PreparedFile(
        name,
        names.alternative(line, branch.id(), part),
        branch.id(),
        branch.destination(),
        segment.query(),
        file.sha256(),
        file.size(),
        file.rows(),
        users,
        objection(segment, branch, users),
        staged.getOrDefault(name, ""));
  }

  Commit commit() {
    return new Commit(
        Commit.VERSION,
        job.delivery(),
        job.arn(),
        job.solutionVersion(),
        new Commit.Times(job.created(), job.ended(), time),
        ApplicationVersion.get(),
        List.copyOf(inputs.values()),
        endpoints.name(),
        overtakenBy,
        exclusions.suppressions().files(),
        branches.stream().map(Commit.BranchOptions::of).toList(),
        segments.stream().map(OpenSegment.Built::account).toList(),
        badLines,
        empty(),
        rejected(),
        assigned(),
        files());
  }

  int number() {
    return number;
  }

  /**
   * Notes whether somebody knows endpoints better by now, or others are not to be reached.
   *
   * @return what is newer; empty if nothing is
   */
  String compare(EndpointSource newest, SuppressionList suppressions) {
    var better = new ArrayList<String>();
    if (endpoints.isOvertakenBy(newest)) {
      better.add(newest.name());
    }
    if (!exclusions.suppressions().files().equals(suppressions.files())) {
      better.add("other suppressions");
    }
    overtakenBy = String.join(", ", better);
    return overtakenBy;
  }

  boolean isOvertaken() {
    return !overtakenBy.isEmpty();
  }

  public SegmentJob job() {
    return job;
  }

  Path folder() {
    return folder;
  }
}
