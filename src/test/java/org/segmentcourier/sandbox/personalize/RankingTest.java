package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.personalize.Imported.Interaction;

class RankingTest {

  private static final String ACTION = "{\"itemAttributes\": \"ITEMS.genres = \\\"Action\\\"\"}";

  private final Bench bench = new Bench();

  @Test
  void thePlantedCohortFillsTheTopOfTheAttributeSegment() {
    String version = bench.trained(Bench.ATTRIBUTE_AFFINITY, Taste.MANY);

    JsonNode answer = bench.answers(version, Taste.MANY.cohort(), ACTION)[0];

    assertThat(users(answer)).hasSize(Taste.MANY.cohort());
    assertThat(ofCohort(answer)).isGreaterThanOrEqualTo(Taste.MANY.cohort() * 95 / 100);
  }

  @Test
  void thePlantedCohortFillsTheTopOfTheItemSegment() {
    String version = bench.trained(Bench.ITEM_AFFINITY, Taste.MANY);

    JsonNode answer = bench.answers(version, Taste.MANY.cohort(), "{\"itemId\": \"f5\"}")[0];

    assertThat(users(answer)).hasSize(Taste.MANY.cohort());
    assertThat(ofCohort(answer)).isGreaterThanOrEqualTo(Taste.MANY.cohort() * 95 / 100);
  }

  @Test
  void theCohortDoesNotLikeWhatItDoesNotWatch() {
    String version = bench.trained(Bench.ITEM_AFFINITY, Taste.MANY);

    JsonNode answer = bench.answers(version, Taste.MANY.cohort(), "{\"itemId\": \"f6\"}")[0];

    assertThat(ofCohort(answer)).isLessThan(5);
  }

  @Test
  void aSecondRunRanksExactlyTheSame() {
    Bench other = new Bench();
    String[] queries = {"{\"itemId\": \"f5\"}", "{\"itemId\": \"f17\"}"};
    String here = bench.trained(Bench.ITEM_AFFINITY, Taste.MANY);
    String there = other.trained(Bench.ITEM_AFFINITY, Taste.MANY);

    JsonNode[] first = bench.answers(here, 500, queries);
    JsonNode[] second = other.answers(there, 500, queries);

    assertThat(first).isEqualTo(second);
  }

  @Test
  void aDevotedUserStandsBeforeACasualOneWithASingleMatch() {
    List<Interaction> interactions = new ArrayList<>(watches("devoted", "action", 18));
    interactions.addAll(watches("devoted", "drama", 2));
    interactions.addAll(watches("casual", "action", 1));
    interactions.addAll(watches("other", "drama", 39));

    assertThat(rank(interactions, "action")).containsExactly("devoted", "casual", "other");
  }

  @Test
  void aHigherEventValueCountsMore() {
    List<Interaction> interactions =
        List.of(
            new Interaction("likes", "action", "", 5, 1000),
            new Interaction("likes", "drama", "", 1, 1000),
            new Interaction("dislikes", "action", "", 1, 1000),
            new Interaction("dislikes", "drama", "", 5, 1000));

    assertThat(rank(interactions, "action")).containsExactly("likes", "dislikes");
  }

  @Test
  void aFresherInteractionCountsMore() {
    List<Interaction> interactions =
        List.of(
            new Interaction("formerly", "action", "", Double.NaN, 1000),
            new Interaction("formerly", "drama", "", Double.NaN, 9000),
            new Interaction("lately", "action", "", Double.NaN, 9000),
            new Interaction("lately", "drama", "", Double.NaN, 1000));

    assertThat(rank(interactions, "action")).containsExactly("lately", "formerly");
  }

  @Test
  void equalsAreInTheOrderOfTheirIds() {
    List<Interaction> interactions = new ArrayList<>(watches("b", "action", 3));
    interactions.addAll(watches("c", "action", 3));
    interactions.addAll(watches("a", "action", 3));

    assertThat(rank(interactions, "action")).containsExactly("a", "b", "c");
  }

  @Test
  void metricsOfATrainedVersionAreThoseOfTheRecipe() {
    String version = bench.trained(Bench.ITEM_AFFINITY, Taste.MANY);

    JsonNode metrics =
        bench.call("GetSolutionMetrics", "{'solutionVersionArn': '%s'}", version).get("metrics");

    assertThat(metrics.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("coverage", "hits_at_1_percent", "recall_at_1_percent");
    assertThat(metrics.get("coverage").doubleValue()).isEqualTo(1);
  }

  private static List<Interaction> watches(String user, String item, int times) {
    List<Interaction> watches = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      watches.add(new Interaction(user, item, "", Double.NaN, 1000));
    }
    return watches;
  }

  private static List<String> rank(List<Interaction> interactions, String item) {
    Evidence evidence = Evidence.of(interactions);
    double[] value = new double[evidence.items()];
    value[evidence.indexOfItem(item)] = 1;
    return new Affinity(evidence).rank(value, 10);
  }

  private static List<String> users(JsonNode answer) {
    List<String> users = new ArrayList<>();
    answer.at("/output/usersList").forEach(user -> users.add(user.asText()));
    return users;
  }

  private static int ofCohort(JsonNode answer) {
    return (int) users(answer).stream().filter(Taste::isOfCohort).count();
  }
}
