package org.segmentcourier.oracle;

import java.util.List;

/**
 * What the oracle found.
 *
 * @param segments every good query, with the file that holds exactly what it should
 * @param differences what is wrong, a sentence each; empty if all is right
 */
public record Verdict(List<Segment> segments, List<String> differences) {

  /**
   * @param output name of the output file that the query stands in
   * @param line its line, from 1
   * @param query as it stands in the output
   * @param users distinct users in the output
   * @param endpoints endpoints that should be delivered
   * @param published name of the file that matches, or {@code -}
   */
  public record Segment(
      String output, long line, String query, long users, long endpoints, String published) {}

  public boolean right() {
    return differences.isEmpty();
  }
}
