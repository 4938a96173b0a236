package org.segmentcourier.sandbox.personalize;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.segmentcourier.sandbox.personalize.Imported.Interaction;

/**
 * The metrics of a segmentation model: it is trained without the newest tenth of the interactions,
 * and asked who will interact with the items that had most users in that tenth.
 *
 * <p>Hits are how many users of the first percent did, recall is how many of those who did are in
 * the first percent; both are means over the items asked. Coverage is the part of the items that
 * anybody has interacted with. AWS publishes these names, not their exact computation.
 */
final class Evaluation {

  private static final int ITEMS_ASKED = 10;

  private Evaluation() {}

  static Map<String, Double> of(List<Interaction> interactions, int itemsKnown) {
    List<Interaction> byTime =
        interactions.stream().sorted(Comparator.comparingLong(Interaction::timestamp)).toList();
    int known = byTime.size() - byTime.size() / 10;
    Evidence evidence = Evidence.of(byTime.subList(0, known));
    Map<String, Set<String>> usersOfItem = new TreeMap<>();
    byTime
        .subList(known, byTime.size())
        .forEach(
            each ->
                usersOfItem.computeIfAbsent(each.item(), item -> new HashSet<>()).add(each.user()));
    List<String> asked =
        usersOfItem.keySet().stream()
            .filter(item -> evidence.indexOfItem(item) >= 0)
            .sorted(Comparator.comparingInt(item -> -usersOfItem.get(item).size()))
            .limit(ITEMS_ASKED)
            .toList();

    int onePercent = (evidence.users() + 99) / 100;
    double hits = 0;
    double recall = 0;
    for (String item : asked) {
      double[] similarity = new ItemSimilarity(evidence).to(evidence.indexOfItem(item));
      Set<String> did = usersOfItem.get(item);
      long found =
          new Affinity(evidence)
              .rank(similarity, onePercent).stream().filter(did::contains).count();
      hits += (double) found / asked.size();
      recall += (double) found / did.size() / asked.size();
    }
    long itemsSeen = interactions.stream().map(Interaction::item).distinct().count();
    return Map.of(
        "coverage", (double) itemsSeen / Math.max(itemsSeen, itemsKnown),
        "hits_at_1_percent", hits,
        "recall_at_1_percent", recall);
  }
}
