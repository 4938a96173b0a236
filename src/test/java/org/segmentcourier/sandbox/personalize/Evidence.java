package org.segmentcourier.sandbox.personalize;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.segmentcourier.sandbox.personalize.Imported.Interaction;

/**
 * Who has shown how much interest in what: a sparse matrix of users by items. An interaction weighs
 * by its event value (relative to the mean; 1 without one) and by its age, counted from the newest
 * interaction: half after half of the time that the data spans.
 *
 * <p>Users and items are sorted by id, so that whatever is computed from them is the same each
 * time.
 */
final class Evidence {

  private final String[] users;
  private final String[] items;

  /** Where each user's entries begin; one more at the end. */
  private final int[] start;

  private final int[] itemOfEntry;
  private final double[] weightOfEntry;
  private final double[] weightOfUser;
  private final double[] weightOfItem;
  private final double weight;

  private Evidence(Map<String, Map<String, Double>> matrix) {
    users = matrix.keySet().toArray(String[]::new);
    items =
        matrix.values().stream()
            .flatMap(row -> row.keySet().stream())
            .distinct()
            .sorted()
            .toArray(String[]::new);
    int entries = matrix.values().stream().mapToInt(Map::size).sum();
    start = new int[users.length + 1];
    itemOfEntry = new int[entries];
    weightOfEntry = new double[entries];
    weightOfUser = new double[users.length];
    weightOfItem = new double[items.length];
    int entry = 0;
    for (int user = 0; user < users.length; user++) {
      start[user] = entry;
      for (Map.Entry<String, Double> cell : matrix.get(users[user]).entrySet()) {
        int item = Arrays.binarySearch(items, cell.getKey());
        itemOfEntry[entry] = item;
        weightOfEntry[entry] = cell.getValue();
        weightOfUser[user] += cell.getValue();
        weightOfItem[item] += cell.getValue();
        entry++;
      }
    }
    start[users.length] = entry;
    weight = Arrays.stream(weightOfUser).sum();
  }

  static Evidence of(List<Interaction> interactions) {
    double meanValue =
        interactions.stream()
            .mapToDouble(Interaction::value)
            .filter(value -> value > 0)
            .average()
            .orElse(1);
    long newest = interactions.stream().mapToLong(Interaction::timestamp).max().orElse(0);
    long oldest = interactions.stream().mapToLong(Interaction::timestamp).min().orElse(0);
    double halfLife = Math.max(1, (newest - oldest) / 2.0);
    Map<String, Map<String, Double>> matrix = new TreeMap<>();
    for (Interaction each : interactions) {
      double value = Double.isNaN(each.value()) ? 1 : Math.max(0, each.value()) / meanValue;
      double freshness = Math.pow(0.5, (newest - each.timestamp()) / halfLife);
      matrix
          .computeIfAbsent(each.user(), user -> new TreeMap<>())
          .merge(each.item(), value * freshness, Double::sum);
    }
    return new Evidence(matrix);
  }

  int users() {
    return users.length;
  }

  String user(int index) {
    return users[index];
  }

  int items() {
    return items.length;
  }

  String item(int index) {
    return items[index];
  }

  /** Where the item stands; negative when nobody has had to do with it. */
  int indexOfItem(String id) {
    return Arrays.binarySearch(items, id);
  }

  double weightOfUser(int user) {
    return weightOfUser[user];
  }

  double weightOfItem(int item) {
    return weightOfItem[item];
  }

  /** The sum of all weights. */
  double weight() {
    return weight;
  }

  /** For each user, the sum over their items of weight times that item's value. */
  double[] overItems(double[] valueOfItem) {
    double[] sums = new double[users.length];
    for (int user = 0; user < users.length; user++) {
      for (int entry = start[user]; entry < start[user + 1]; entry++) {
        sums[user] += weightOfEntry[entry] * valueOfItem[itemOfEntry[entry]];
      }
    }
    return sums;
  }

  /** For each item, the sum over its users of weight times that user's value. */
  double[] overUsers(double[] valueOfUser) {
    double[] sums = new double[items.length];
    for (int user = 0; user < users.length; user++) {
      for (int entry = start[user]; entry < start[user + 1]; entry++) {
        sums[itemOfEntry[entry]] += weightOfEntry[entry] * valueOfUser[user];
      }
    }
    return sums;
  }
}
