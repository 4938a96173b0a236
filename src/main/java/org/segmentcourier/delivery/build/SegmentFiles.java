package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.records.BuiltFile;
import org.segmentcourier.delivery.records.Commit;
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

  /**
   * @param partLimit bytes after which a file is continued in another part
   * @param clock that of AWS
   * @param threads by which files are written
   */
  public SegmentFiles(long partLimit, Clock clock, Executor threads) {
    this.partLimit = partLimit;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Whether a build is to be made: the first one, or one more, since somebody knows endpoints
   * better by now than who was asked. Not for ever: endpoints may change faster than files are
   * built.
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
   * @throws IllegalStateException if there are none
   */
  public Build begin(
      Build last, SegmentJob job, Path folder, List<Branch> branches, EndpointSource endpoints) {
    if (branches.isEmpty()) {
      throw new IllegalStateException("There is no branch that could take a segment");
    }
    int number = last == null ? 1 : last.number() + 1;
    return new Build(number, job, folder, branches, endpoints, clock.instant());
  }

  /**
   * Notes whether somebody knows endpoints better than who was asked.
   *
   * @param newest who would be asked now
   */
  public void compare(Build build, EndpointSource newest) {
    build.compare(newest);
    if (build.isOvertaken()) {
      LOG.info(
          "endpoints changed while files were built delivery={} build={} newest=\"{}\"",
          build.job().delivery(),
          build.number(),
          newest.name());
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
    return build.open(segment).share(found);
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

  /** The files that are to be kept before anything is decided: for branches, and of rejects. */
  public List<BuiltFile> files(Build build) {
    return Stream.<BuiltFile>concat(build.files().stream(), build.rejected().stream()).toList();
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

  /** What is to be decided: inputs, files, ledger. */
  public Commit settle(Build build) {
    return build.commit();
  }
}
