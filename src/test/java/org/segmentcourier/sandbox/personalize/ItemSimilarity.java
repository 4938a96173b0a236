package org.segmentcourier.sandbox.personalize;

/**
 * How much each item resembles one item, judged by the users that they share.
 *
 * <p>Interest flows from the item to its users, from them to their other items, and so on for a few
 * rounds, along the matrix of users by items whose rows and columns are scaled to unit degree (for
 * one round that is the cosine of two items). What popularity alone explains is taken out after
 * each step: it would make the most popular items resemble everything.
 */
final class ItemSimilarity {

  /** More rounds trust single coincidences less and tastes that many users share more. */
  private static final int ROUNDS = 4;

  private final Evidence evidence;

  ItemSimilarity(Evidence evidence) {
    this.evidence = evidence;
  }

  /** The resemblance of each item, by index; only their order and proportions mean something. */
  double[] to(int item) {
    double[] similarity = new double[evidence.items()];
    similarity[item] = 1;
    for (int round = 0; round < ROUNDS; round++) {
      similarity = normalized(withoutPopularity(throughUsers(similarity)));
    }
    for (int i = 0; i < similarity.length; i++) {
      similarity[i] = scaled(similarity[i], evidence.weightOfItem(i));
    }
    return similarity;
  }

  private double[] throughUsers(double[] value) {
    double[] scaledItems = new double[value.length];
    for (int i = 0; i < value.length; i++) {
      scaledItems[i] = scaled(value[i], evidence.weightOfItem(i));
    }
    double[] users = evidence.overItems(scaledItems);
    for (int u = 0; u < users.length; u++) {
      double weight = evidence.weightOfUser(u);
      users[u] = weight == 0 ? 0 : users[u] / weight;
    }
    double[] items = evidence.overUsers(users);
    for (int i = 0; i < items.length; i++) {
      items[i] = scaled(items[i], evidence.weightOfItem(i));
    }
    return items;
  }

  /** The part that is orthogonal to the square roots of the items' weights. */
  private double[] withoutPopularity(double[] value) {
    double part = 0;
    for (int i = 0; i < value.length; i++) {
      part += value[i] * Math.sqrt(evidence.weightOfItem(i));
    }
    part /= evidence.weight();
    double[] rest = new double[value.length];
    for (int i = 0; i < value.length; i++) {
      rest[i] = value[i] - part * Math.sqrt(evidence.weightOfItem(i));
    }
    return rest;
  }

  private static double[] normalized(double[] value) {
    double length = 0;
    for (double each : value) {
      length += each * each;
    }
    double[] unit = value.clone();
    for (int i = 0; i < unit.length && length > 0; i++) {
      unit[i] /= Math.sqrt(length);
    }
    return unit;
  }

  private static double scaled(double value, double weight) {
    return weight == 0 ? 0 : value / Math.sqrt(weight);
  }
}
