package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.training.config.ConfigReader;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.PersonalizeSteps;
import org.segmentcourier.training.personalize.PersonalizeView;
import org.segmentcourier.training.personalize.ResourceNames;
import software.amazon.awssdk.services.personalize.model.CreateBatchSegmentJobRequest;

/**
 * What a change of config or inputs leads to. Plan, look, decision and steps are the real ones;
 * Personalize and S3 are in memory, and Personalize finishes everything between two looks.
 */
class ReconcilerTest {

  private final FakeS3 s3 = new FakeS3();
  private final FakePersonalize personalize = new FakePersonalize(s3::now);
  private final ResourceNames resourceNames = new ResourceNames(FakePersonalize.BASE);
  private final TrainingFiles files = new TrainingFiles(s3, FakeS3.BUCKET);
  private final PersonalizeView view = new PersonalizeView(personalize, resourceNames);
  private final HeaderCheck headers = new HeaderCheck(files);
  private final PersonalizeSteps steps = new PersonalizeSteps(personalize);
  private final Reconciler reconciler = new Reconciler();

  /** Of the last run. */
  private Tick tick;

  @BeforeEach
  void upload() {
    Bookshop.putAll(s3);
  }

  @Test
  void aNewConfigMakesEverythingInOrder() {
    assertThat(run()).isInstanceOf(Outcome.Complete.class);

    assertThat(personalize.createdSince())
        .extracting(name -> name.replaceAll("[0-9a-f]{16}", "#"))
        .containsExactly(
            "bookshop",
            "purchases-schema",
            "books-schema",
            "purchases",
            "books",
            "dataset_import_interactions_#",
            "dataset_import_items_#",
            "subjects",
            "version_#",
            "batch_subjects_#");
  }

  @Test
  void requestsSayWhatTheConfigSays() {
    run();

    assertThat(personalize.only(":dataset-group/").path("name").asText()).isEqualTo("bookshop");
    var items = personalize.only("dataset-import-job/dataset_import_items");
    assertThat(items.path("dataSource").path("dataLocation").asText())
        .isEqualTo("s3://data/train/shop/items.csv");
    assertThat(items.path("importMode").asText()).isEqualTo("FULL");
    assertThat(items.path("roleArn").asText()).isEqualTo(FakePersonalize.ROLE);
    var job = personalize.only("batch-segment-job/");
    String name = job.path("jobName").asText();
    assertThat(job.path("numResults").asInt()).isEqualTo(50);
    assertThat(job.path("jobInput").path("s3DataSource").path("path").asText())
        .isEqualTo("s3://data/batch/bookshop/subjects/job_config.json");
    assertThat(job.path("jobOutput").path("s3DataDestination").path("path").asText())
        .isEqualTo("s3://data/batch/bookshop/subjects/" + name + "/");
    assertThat(name).hasSizeLessThanOrEqualTo(63);
  }

  /** Defect 15 of the solution that this one replaces. */
  @Test
  void automaticTrainingIsOffUnlessTheConfigSaysOtherwise() {
    run();
    change("\"name\": \"subjects\"", "\"name\": \"weekly\", \"performAutoTraining\": true");
    run();

    assertThat(trainsByItself("subjects")).isFalse();
    assertThat(trainsByItself("weekly")).isTrue();
  }

  @Test
  void atRestThereIsNothingToDo() {
    run();
    personalize.createdSince();

    assertThat(look())
        .satisfies(d -> assertThat(d.steps()).isEmpty())
        .satisfies(d -> assertThat(d.changes()).isEmpty());
    assertThat(personalize.createdSince()).isEmpty();
  }

  @Test
  void newTrainingDataIsImportedAndTrainedAndMakesNewSegments() {
    run();
    personalize.createdSince();
    s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Knitting\n");

    run();

    assertThat(names()).containsExactly("dataset_import_items_#", "version_#", "batch_subjects_#");
  }

  /** Defect 11. */
  @Test
  void aChangedNumberOfResultsMakesANewSegmentJobOnly() {
    run();
    personalize.createdSince();
    change("\"numResults\": 50", "\"numResults\": 60");

    run();

    assertThat(names()).containsExactly("batch_subjects_#");
  }

  /** Defect 11. */
  @Test
  void aChangedBatchInputMakesANewSegmentJobOnly() {
    run();
    personalize.createdSince();
    s3.put(Bookshop.QUERIES, Bookshop.QUERY + Bookshop.QUERY);

    run();

    assertThat(names()).containsExactly("batch_subjects_#");
  }

  @Test
  void aFilterMakesANewSegmentJobOnly() {
    run();
    personalize.createdSince();
    change(
        "\"numResults\": 50",
        "\"numResults\": 50, \"filterArn\": \"" + FakePersonalize.BASE + "filter/adults\"");

    run();

    assertThat(names()).containsExactly("batch_subjects_#");
  }

  /** Defects 10 and 12. */
  @Test
  void everyJobHasOneInputFileOfAnyNameAndANameOfItsOwn() {
    s3.put("batch/bookshop/subjects/more queries.json", Bookshop.QUERY);
    change(
        "{\"serviceConfig\": {\"numResults\": 50}}",
        "{\"serviceConfig\": {\"numResults\": 50}}, {\"serviceConfig\": {\"numResults\": 60}}");

    run();

    assertThat(names()).filteredOn(n -> n.startsWith("batch_")).hasSize(4);
    assertThat(personalize.resources.keySet())
        .filteredOn(arn -> arn.contains("batch-segment-job/"))
        .hasSize(4);
  }

  @Test
  void changedTagsAreSetAndOthersStay() {
    run();
    personalize.tags.get(FakePersonalize.BASE + "solution/subjects").put("cost", "42");
    personalize.createdSince();
    change(
        "{\n  \"datasetGroup\"",
        "{\n  \"tags\": [{\"tagKey\": \"team\", \"tagValue\": \"books\"}],\n  \"datasetGroup\"");

    run();

    assertThat(names()).isEmpty();
    assertThat(personalize.tags.get(FakePersonalize.BASE + "solution/subjects"))
        .isEqualTo(Map.of("cost", "42", "team", "books"));
    assertThat(look().steps()).isEmpty();
  }

  @Test
  void tagsComeWithCreation() {
    change(
        "{\n  \"datasetGroup\"",
        "{\n  \"tags\": [{\"tagKey\": \"team\", \"tagValue\": \"books\"}],\n  \"datasetGroup\"");

    run();

    assertThat(personalize.tags.get(FakePersonalize.BASE + "dataset/bookshop/ITEMS"))
        .isEqualTo(Map.of("team", "books"));
  }

  @Test
  void aChangedSchemaIsRefused() {
    run();
    personalize.createdSince();
    change("\"SUBJECT\", \"type\": [\"null\", \"string\"]", "\"SUBJECT\", \"type\": \"string\"");

    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains("schema/books-schema exists already", "give it a new name in the config");
    assertThat(names()).isEmpty();
  }

  @Test
  void aChangedRecipeIsRefused() {
    run();
    change("recipe/aws-item-attribute-affinity", "recipe/aws-item-affinity");

    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains(
            "recipeArn is \"arn:aws:personalize:::recipe/aws-item-attribute-affinity\", not"
                + " \"arn:aws:personalize:::recipe/aws-item-affinity\"");
  }

  @Test
  void aChangedSolutionConfigurationIsRefusedAndARemovedOneToo() {
    change("\"name\": \"subjects\"", "\"name\": \"subjects\", \"eventType\": \"sale\"");
    run();
    change("\"eventType\": \"sale\"", "\"eventType\": \"loan\"");
    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains("eventType is \"sale\", not \"loan\"");

    change(", \"eventType\": \"loan\"", "");
    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains("eventType is \"sale\", not left out");
  }

  @Test
  void spacesAndOrderInASchemaAreNoChange() {
    run();
    personalize.createdSince();
    change(
        "{\"name\": \"USER_ID\", \"type\": \"string\"}",
        "{ \"type\": \"string\",   \"name\": \"USER_ID\" }");

    assertThat(run()).isInstanceOf(Outcome.Complete.class);
    assertThat(names()).isEmpty();
  }

  @Test
  void whatIsRemovedFromTheConfigIsKeptAndNamed() {
    run();
    change("\"name\": \"subjects\"", "\"name\": \"topics\"");
    s3.put("batch/bookshop/topics/job_config.json", Bookshop.QUERY);

    assertThat(((Outcome.Complete) run()).notes())
        .containsExactly(
            "batch/bookshop/subjects/job_config.json is not used: the config has no solution"
                + " subjects with batchSegmentJobs",
            "solution subjects is not in the config; it was kept as it is");
  }

  @Test
  void theResourceOfAnotherDatasetGroupIsRefusedNamingItsOwner() {
    run();
    change("\"name\": \"bookshop\"", "\"name\": \"second\"");
    change("\"name\": \"purchases\"", "\"name\": \"purchases2\"");
    s3.put("batch/second/subjects/job_config.json", Bookshop.QUERY);

    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains("solution/subjects exists already", "dataset-group/bookshop");
  }

  @Test
  void aJobThatSomebodyElseMadeUnderItsNameIsRefused() {
    run();
    String job = personalize.only("batch-segment-job/").path("jobName").asText();
    personalize.resources.remove(FakePersonalize.BASE + "batch-segment-job/" + job);
    String version = personalize.only("/version_").path("solutionVersionArn").asText();
    personalize.createBatchSegmentJob(
        CreateBatchSegmentJobRequest.builder().jobName(job).solutionVersionArn(version).build());

    assertThat(reasons(run())).singleElement().asString().contains("was made by somebody else");
  }

  @Test
  void aDatasetGroupThatWasDeletedAndMadeAnewGetsEverythingAnew() {
    run();
    personalize.createdSince();
    personalize.resources.keySet().removeIf(arn -> !arn.contains("-job/"));
    s3.pass(60);

    assertThat(run()).isInstanceOf(Outcome.Complete.class);
    assertThat(names()).hasSize(10);
  }

  @Test
  void aFolderOfPartsIsImportedAsOne() {
    s3.put("train/shop/items/part-1.csv", "ITEM_ID,SUBJECT\n1,Sailing\n");
    s3.put("train/shop/items/part-2.csv", "SUBJECT,ITEM_ID\nSailing,1\n");

    run();

    assertThat(location("items")).isEqualTo("s3://data/train/shop/items/");
    personalize.createdSince();
    s3.put("train/shop/items/part-3.csv", "ITEM_ID,SUBJECT\n3,Sailing\n");
    run();
    assertThat(names()).contains("dataset_import_items_#");
  }

  @Test
  void everyPartOfAFolderMustHaveTheColumns() {
    s3.put("train/shop/items/part-1.csv", "ITEM_ID,SUBJECT\n1,Sailing\n");
    s3.put("train/shop/items/part-2.csv", "");

    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains("train/shop/items/part-2.csv is empty");
  }

  /** Defect 14. */
  @Test
  void theLimitOfPendingJobsIsWaitedFor() {
    personalize.limitPendingJobs(1);
    s3.put("batch/bookshop/subjects/b.json", Bookshop.QUERY);
    s3.put("batch/bookshop/subjects/c.json", Bookshop.QUERY);

    assertThat(run()).isInstanceOf(Outcome.Complete.class);
    assertThat(names()).filteredOn(name -> name.startsWith("batch_")).hasSize(3);
  }

  @Test
  void aJobThatFailedBeforeTheRunIsTriedUnderTheNextName() {
    run();
    personalize.only("batch-segment-job/").put("status", "CREATE FAILED");
    personalize.createdSince();
    s3.pass(60);
    s3.put(Bookshop.CONFIG, Bookshop.config());

    run();

    assertThat(names()).containsExactly("batch_subjects_#_2");
  }

  @Test
  void aJobThatFailsInTheRunIsItsFailureAndAnnounced() {
    run(30, "batch-segment-job/");

    assertThat(reasons(look())).singleElement().asString().contains("is CREATE FAILED: bad luck");
    assertThat(tick.statuses()).containsValue("FAILED");
  }

  @Test
  void versionsAreFoundEvenIfTheirArnDoesNotTellTheirName() {
    personalize.hideVersionNames();
    assertThat(run()).isInstanceOf(Outcome.Complete.class);
    personalize.createdSince();

    assertThat(look().steps()).isEmpty();
  }

  @Test
  void anInputWhoseKeyBeginsWithAnothersIsRefused() {
    s3.put(Bookshop.QUERIES + ".old.json", Bookshop.QUERY);

    assertThat(reasons(run()))
        .singleElement()
        .asString()
        .contains("job_config.json.old.json begins with batch/bookshop/subjects/job_config.json");
  }

  @Test
  void aPathThatIsTooLongForPersonalizeIsRefused() {
    s3.put("batch/bookshop/subjects/" + "q".repeat(240) + ".json", Bookshop.QUERY);

    assertThat(reasons(run())).singleElement().asString().contains("takes paths of up to 256");
  }

  @Test
  void activeIsAnnouncedWithItsDurationAndOnce() {
    run();

    assertThat(look().changes()).isEmpty();
    assertThat(announced.get("Batch Segment Job ACTIVE")).isEqualTo(30);
    assertThat(announced).doesNotContainKey("Schema ACTIVE").containsKey("Schema CREATING");
  }

  private final Map<String, Long> announced = new HashMap<>();

  private Outcome run() {
    return run(30, "nothing");
  }

  /** Looks until nothing is under way. */
  private Outcome run(int seconds, String failing) {
    tick = null;
    for (int i = 0; i < 40; i++) {
      var decision = look();
      if (!(decision.outcome() instanceof Outcome.Running)) {
        return decision.outcome();
      }
      s3.pass(seconds);
      personalize.fail(arn -> arn.contains(failing), "bad luck");
      personalize.finish();
    }
    throw new AssertionError("still running after 40 looks");
  }

  /** One look, with its steps. */
  private Decision look() {
    var inputs = files.inputs(configured(), Bookshop.CONFIG);
    if (tick == null) {
      var run =
          new TrainingRun(
              new Notices(resourceNames, FakeS3.BUCKET),
              Duration.ZERO,
              Duration.ofMinutes(10),
              Duration.ofDays(1));
      tick = run.begin(Tick.start(configured(), "test"), inputs).ticks().get(0);
    }
    var reading =
        new ConfigReader(ResourceNames.LONGEST_SOLUTION)
            .read(files.read(inputs.config()), Set.copyOf(FakePersonalize.RECIPES));
    assertThat(reading.errors()).isEmpty();
    var plan = new Planner(FakeS3.BUCKET, FakePersonalize.ROLE).plan(reading.config(), inputs);
    var seen = view.observe(plan.wanted(), tick.started());
    var decision = headers.check(reconciler.decide(plan, seen, tick, inputs.now()));
    var taken = steps.take(decision.steps());
    var next =
        new TrainingRun(
                new Notices(resourceNames, FakeS3.BUCKET),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(1))
            .after(tick, inputs, seen, decision, taken);
    next.changes()
        .forEach(c -> announced.put(c.resource() + " " + c.status(), c.durationSeconds()));
    tick =
        next.ticks().isEmpty()
            ? tick.after(published(next), tick.refusals(), false)
            : next.ticks().get(0);
    return decision;
  }

  private Map<String, String> published(NextMessages next) {
    var statuses = new HashMap<>(tick.statuses());
    next.changes().forEach(change -> statuses.put(change.arn(), change.status()));
    return statuses;
  }

  private String configured() {
    return ConfigReader.datasetGroup(s3.text(Bookshop.CONFIG).getBytes(StandardCharsets.UTF_8));
  }

  private void change(String from, String to) {
    String config = s3.text(Bookshop.CONFIG);
    assertThat(config).contains(from);
    s3.pass(60);
    s3.put(
        Bookshop.CONFIG,
        config.replaceFirst(
            java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
  }

  private List<String> names() {
    return personalize.createdSince().stream().map(n -> n.replaceAll("[0-9a-f]{16}", "#")).toList();
  }

  private boolean trainsByItself(String solution) {
    return personalize
        .resources
        .get(FakePersonalize.BASE + "solution/" + solution)
        .get("performAutoTraining")
        .asBoolean();
  }

  private String location(String type) {
    return personalize
        .only("dataset_import_" + type)
        .path("dataSource")
        .path("dataLocation")
        .asText();
  }

  private static List<String> reasons(Outcome outcome) {
    return ((Outcome.Failed) outcome).reasons();
  }

  private static List<String> reasons(Decision decision) {
    return reasons(decision.outcome());
  }
}
