package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.exclusion.Exclusions;
import org.segmentcourier.delivery.exclusion.Experiments;
import org.segmentcourier.delivery.exclusion.SuppressionList;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.records.BuiltFile;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.LastSize;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.segment.BadSegment;
import org.segmentcourier.segment.OutputFile;
import org.segmentcourier.segment.Segment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the segment files of all branches, and keeps the ledger. */
public final class SegmentFiles {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

  /**
   * Pinpoint imports 1 GB at once; a batch, which is never divided, takes far less than the rest.
   */
  public static final long PART_LIMIT = 900_000_000;

  /** So often files are built before a delivery is decided. */
  private static final int MOST_BUILDS = 3;

  private final long partLimit;
  private final Clock clock;
  private final Executor threads;
  private final Experiments experiments;

  /**
   * @param partLimit bytes after which a file is continued in another part
   * @param clock that of AWS
   * @param threads by which files are written
   * @param experiments tell whom branches hold back
   */
  public SegmentFiles(long partLimit, Clock clock, Executor threads, Experiments experiments) {
    this.partLimit = partLimit;
    this.clock = clock;
    this.threads = threads;
    this.experiments = experiments;
  }

  /**
   * Whether a build is to be made: the first one, or one more, since somebody knows endpoints
   * better by now than who was asked, or others are not to be reached. Not for ever: these may
   * change faster than files are built.
   *
   * @param last the build that was made last; null if none was
   */
  public boolean isDue(Build last) {
    return last == null || last.isOvertaken() && last.number() < MOST_BUILDS;
  }

  /**
   * Begins to build.
   *
   * @param last the build that was made last; null if none was
   * @param branches as they are now; a change takes effect with the next delivery
   * @param endpoints who knows them
   * @param suppressions who is not to be reached
   * @throws IllegalStateException if there is no branch
   */
  public Build begin(
      Build last,
      SegmentJob job,
      Path folder,
      List<Branch> branches,
      EndpointSource endpoints,
      SuppressionList suppressions) {
    if (branches.isEmpty()) {
      throw new IllegalStateException("There is no branch that could take a segment");
    }
    int number = last == null ? 1 : last.number() + 1;
    var exclusions = new Exclusions(experiments, suppressions, endpoints);
    return new Build(number, job, folder, branches, exclusions, clock.instant());
  }

  /**
   * Notes whether somebody knows endpoints better than who was asked, or others are not to be
   * reached.
   *
   * @param newest who would be asked now
   * @param suppressions who is not to be reached by now
   */
  public void compare(Build build, EndpointSource newest, SuppressionList suppressions) {
    var newer = build.compare(newest, suppressions);
    if (build.isOvertaken()) {
      LOG.info(
          "overtaken while files were built delivery={} build={} by=\"{}\"",
          build.job().delivery(),
          build.number(),
          newer);
    }
  }

  /**
   * How many users are looked up by the end of an output file.
   *
   * @param users of that file
   */
  public long expected(Build build, long users) {
    return build.users() + users;
  }

  /**
   * @throws BadSegment if the line has no query
   */
  public void open(Build build, Segment segment) {
    build.begin(segment, partLimit, threads);
  }

  /** What each branch gets of a batch: rows for its file. */
  public List<Share> share(Build build, Segment segment, EndpointBatch found) throws IOException {
    return build.share(segment, found);
  }

  public void write(Build build, Segment segment, Share share, byte[] csv) throws IOException {
    build.open(segment).write(share, csv);
  }

  /** Completes the segment's files, if its ledger balances. */
  public void finish(Build build, Segment segment) throws IOException {
    build.finish(segment);
  }

  /** Notes that nothing is delivered of a line. */
  public void reject(Build build, Segment segment, BadSegment why) throws IOException {
    LOG.warn(
        "bad line delivery={} file={} line={} code={} reason={}",
        build.job().delivery(),
        segment.file(),
        segment.line(),
        why.code(),
        why.getMessage());
    build.reject(segment, why);
  }

  /** Removes what a failed segment has left. */
  public void abandon(Build build, Segment segment) throws IOException {
    build.abandon(segment);
  }

  /** Notes an output file that held nothing at all. */
  public void endOf(Build build, OutputFile file) {
    if (!build.knows(file.name())) {
      LOG.warn("empty output delivery={} file={}", build.job().delivery(), file.name());
      build.reject(file, BadSegment.emptyFile());
    }
  }

  /** The files that are to be kept before anything is decided: for branches, and lists of users. */
  public List<BuiltFile> files(Build build) {
    return Stream.of(build.files(), build.rejected(), build.assigned())
        .<BuiltFile>flatMap(List::stream)
        .toList();
  }

  /** Whether a file is worth being kept: not if another of its build can't be. */
  public boolean isOfUse(Build build) {
    return !build.isSpoiled();
  }

  /** Notes where a file is kept. */
  public void staged(Build build, BuiltFile file, String key) {
    build.staged(file, key);
  }

  /**
   * Notes that a file can't be kept, so that those that wait need not be.
   *
   * @throws Exception the failure, always
   */
  public void spoil(Build build, Exception failure) throws Exception {
    build.spoil();
    throw failure;
  }

  /** Segments whose size is compared with that of their last delivery. */
  public List<LastSize.Segment> compared(Build build) {
    return build.compared();
  }

  /**
   * What is to be decided: inputs, files, ledger.
   *
   * @param lastSizes of the segments that are compared, as far as there are any
   */
  public Commit settle(Build build, Map<LastSize.Segment, LastSize> lastSizes) {
    build.compare(lastSizes);
    return build.commit();
  }
}
