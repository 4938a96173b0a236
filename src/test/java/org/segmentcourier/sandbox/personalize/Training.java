package org.segmentcourier.sandbox.personalize;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.segmentcourier.sandbox.personalize.Imported.Interaction;
import org.segmentcourier.sandbox.personalize.Knowledge.TrainingData;

/** The work of a solution version: learns from the data that were there when it was made. */
final class Training implements Work {

  private final Tuning tuning;
  private final Knowledge knowledge;

  Training(Tuning tuning, Knowledge knowledge) {
    this.tuning = tuning;
    this.knowledge = knowledge;
  }

  @Override
  public Runnable carryOut(Resource version) throws JobFailed {
    Recipe recipe = Recipe.withArn(version.text("recipeArn")).orElseThrow();
    TrainingData data = knowledge.trainingData(version.arn());
    List<Interaction> all =
        data.interactions()
            .orElseThrow(() -> new JobFailed("The dataset group has no imported interactions"))
            .rows();
    if (recipe == Recipe.ITEM_ATTRIBUTE_AFFINITY && data.items().isEmpty()) {
      throw new JobFailed("The recipe " + recipe.id() + " needs an imported items dataset");
    }
    List<Interaction> used = all.stream().filter(wanted(version)).distinct().toList();
    checkEnough(used);
    Imported.Items items = data.items().orElse(new Imported.Items(List.of(), Map.of()));
    Model model =
        new Model(recipe, Evidence.of(used), items, Evaluation.of(used, items.rows().size()));
    return () -> knowledge.trained(version.arn(), model);
  }

  /** The event filters of the solution: its event type, and its least event value. */
  private static Predicate<Interaction> wanted(Resource version) {
    String type = version.text("eventType");
    double least =
        Double.parseDouble(
            version.members().at("/solutionConfig/eventValueThreshold").asText("-Infinity"));
    return interaction ->
        (type.isEmpty() || interaction.eventType().equals(type))
            // No threshold lets interactions without a value through, any threshold doesn't.
            && (least == Double.NEGATIVE_INFINITY || interaction.value() >= least);
  }

  private void checkEnough(List<Interaction> interactions) throws JobFailed {
    if (interactions.size() < tuning.of(Quota.INTERACTIONS_TO_TRAIN)) {
      throw new JobFailed(
          "There are %d unique interactions after event filters; at least %d are needed"
              .formatted(interactions.size(), tuning.of(Quota.INTERACTIONS_TO_TRAIN)));
    }
    Map<String, Long> perUser =
        interactions.stream()
            .collect(Collectors.groupingBy(Interaction::user, Collectors.counting()));
    long returning = perUser.values().stream().filter(count -> count >= 2).count();
    if (returning < tuning.of(Quota.USERS_TO_TRAIN)) {
      throw new JobFailed(
          "There are %d users with two or more interactions; at least %d are needed"
              .formatted(returning, tuning.of(Quota.USERS_TO_TRAIN)));
    }
    if (returning * 100 < perUser.size()) {
      throw new JobFailed(
          "Only %d of %d users have two or more interactions; at least 1 %% must"
              .formatted(returning, perUser.size()));
    }
  }
}
