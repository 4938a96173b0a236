package org.segmentcourier.delivery.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.segment.Query;

/**
 * Names the segment files of one job:
 *
 * <pre>{@code
 * <stem>[-<8 hex of the query>]_<time>[-<6 hex of the job>][_<branch>][_p<part>].csv
 * }</pre>
 *
 * A name derives from the query, the job and the branch, so that a repeated delivery gives the same
 * names. The stem is for people: what is left of a query in ASCII letters. If the stem doesn't tell
 * all, or another query of the job has the same, a hash of the query follows. Without {@code .csv}
 * a name fits the 64 characters that the name of a segment definition may have (Customer Profiles),
 * by shortening the stem.
 */
final class SegmentNames {

  private static final int LONGEST_STEM = 24;
  private static final int LONGEST_NAME = 64;
  private static final int QUERY_HASH = 8;

  /** Room that is kept free in every name, so that it doesn't depend on what is there later. */
  private static final int JOB_HASH = "-a1b2c3".length();

  private static final int PART = "_p99".length();

  private static final Pattern PLAIN_COMPARISON =
      Pattern.compile("[A-Za-z]+\\.[A-Za-z]+ = \"[A-Za-z]+\"");
  private static final Pattern PLAIN_ITEM = Pattern.compile("[A-Za-z0-9-]{1,19}");

  private final SegmentJob job;
  private final Map<Line, Title> titles = new HashMap<>();

  /** Where a query stands. */
  record Line(String file, int number) {}

  /** A query of the job, with where it stands. */
  record Asked(Line line, Query query) {}

  /** Everything of a name that is the query's; the hash is left out where the stem is enough. */
  private record Title(String stem, boolean enough, String hash) {}

  /**
   * @param queries all of the job, also those that nothing is delivered of: which names are unique
   *     must not depend on that
   */
  SegmentNames(SegmentJob job, List<Asked> queries) {
    this.job = job;
    var sharing = new HashMap<String, List<Asked>>();
    for (var asked : queries) {
      sharing.computeIfAbsent(stem(asked.query()), stem -> new ArrayList<>()).add(asked);
    }
    sharing.forEach(this::settle);
  }

  /** Gives titles to the queries of one stem. */
  private void settle(String stem, List<Asked> queries) {
    boolean enough = queries.size() == 1 && isPlain(queries.get(0).query());
    var sharing = new HashMap<String, List<Asked>>();
    for (var asked : queries) {
      sharing.computeIfAbsent(hash(asked), hash -> new ArrayList<>()).add(asked);
    }
    sharing.forEach(
        (hash, same) -> {
          for (var asked : same) {
            var own = same.size() == 1 ? hash : hashWithLine(asked);
            titles.put(asked.line(), new Title(stem, enough, own));
          }
        });
  }

  private static String hash(Asked asked) {
    return Fingerprint.of(asked.query().canonical()).substring(0, QUERY_HASH);
  }

  /** The same query twice in a job: where it stands tells them apart. */
  private static String hashWithLine(Asked asked) {
    var line = asked.line();
    return Fingerprint.of(
            "%s (line %d of %s)".formatted(asked.query().canonical(), line.number(), line.file()))
        .substring(0, QUERY_HASH);
  }

  private static boolean isPlain(Query query) {
    if (query instanceof Query.OfItem item) {
      return item.filterValues().isEmpty() && PLAIN_ITEM.matcher(item.itemId()).matches();
    }
    return PLAIN_COMPARISON.matcher(query.canonical()).matches()
        && stem(query).length() <= LONGEST_STEM;
  }

  private static String stem(Query query) {
    String stem =
        query instanceof Query.OfItem item
            ? "item_" + item.itemId().replaceAll("[^A-Za-z0-9-]", "")
            : ((Query.OfAttributes) query).expression().replaceAll("[^A-Za-z]", "");
    return stem.isEmpty() ? "segment" : stem;
  }

  /**
   * The name that a segment file has, unless another job has taken it.
   *
   * @param part 0 if the file is whole, else counted from 1
   */
  String preferred(Line line, String branch, int part) {
    return name(line, branch, part, "");
  }

  /** The name for the case that the preferred one belongs to another job's file. */
  String alternative(Line line, String branch, int part) {
    return name(line, branch, part, "-" + Fingerprint.of(job.arn()).substring(0, JOB_HASH - 1));
  }

  private String name(Line line, String branch, int part, String jobHash) {
    var title = titles.get(line);
    var branchPart = branch.equals(Branch.DEFAULT) ? "" : "_" + branch;
    var timePart = "_" + job.time();
    int room = LONGEST_NAME - timePart.length() - JOB_HASH - branchPart.length() - PART;
    boolean enough = title.enough() && title.stem().length() <= room;
    var queryHash = enough ? "" : "-" + title.hash();
    int length = Math.min(LONGEST_STEM, room - queryHash.length());
    var stem = title.stem().substring(0, Math.min(length, title.stem().length()));
    var partPart = part == 0 ? "" : "_p" + part;
    return stem + queryHash + timePart + jobHash + branchPart + partPart + ".csv";
  }
}
