package org.segmentcourier.sandbox.personalize;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How users are ranked by what they have shown interest in. */
final class Affinity {

  private final Evidence evidence;

  Affinity(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * Ranks users by the part of their interest that goes to items of value.
   *
   * <p>Each user's part is smoothed towards everybody's, as if an average user's evidence had been
   * added: one interaction of a casual user does not beat a devoted one.
   *
   * @param valueOfItem 1 for an item in question and 0 for others, or anything between and beyond
   * @param most how many users at most
   * @return user ids, best first; by id where equal
   */
  List<String> rank(double[] valueOfItem, long most) {
    double[] interest = evidence.overItems(valueOfItem);
    double everybody = IntStream.range(0, interest.length).mapToDouble(u -> interest[u]).sum();
    double prior = evidence.weight() / Math.max(1, evidence.users());
    double share = evidence.weight() == 0 ? 0 : everybody / evidence.weight();
    double[] score = new double[evidence.users()];
    for (int user = 0; user < score.length; user++) {
      score[user] =
          prior == 0 ? 0 : (interest[user] + prior * share) / (evidence.weightOfUser(user) + prior);
    }
    return IntStream.range(0, score.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(user -> -score[user]))
        .limit(most)
        .map(evidence::user)
        .toList();
  }
}
