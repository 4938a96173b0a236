package org.segmentcourier.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.personalize.Personalize;
import org.segmentcourier.training.personalize.PersonalizeInProcess;
import software.amazon.awssdk.services.personalize.PersonalizeClient;

/**
 * The sandbox's own Personalize in a state that chance has made: a bookshop with some solutions and
 * segment jobs, of which an earlier run has got so far, something failed, something was deleted,
 * and other people have things of their own. The same seed makes the same world.
 */
final class RandomWorld {

  /** How long a resource stays in each of the two statuses before it is active. */
  private static final Duration PACE = Duration.ofSeconds(10);

  /** Long enough for everything under way to end. */
  private static final int BETWEEN_TICKS = 30;

  private static final String BASE = "arn:aws:personalize:us-east-1:000000000000:";
  private static final List<String> JOBS =
      List.of("DatasetImportJob", "SolutionVersion", "BatchSegmentJob");
  private static final ObjectMapper JSON = new ObjectMapper();

  final FakeS3 s3 = new FakeS3();
  final Personalize personalize = new Personalize(s3, clock(), PACE);
  final PersonalizeInProcess calls = new PersonalizeInProcess(personalize);
  final PersonalizeClient client = calls.client();

  /** What it is, for the one who reads of a failure. */
  final List<String> story = new ArrayList<>();

  /** Whether somebody else has a name of ours, so that a run must fail. */
  boolean conflict;

  /** By solution: how many segment jobs it calls for. */
  final Map<String, Integer> wantedJobs = new TreeMap<>();

  private final Random random;

  /** What somebody else has under a name of ours. */
  private String foreign = "";

  RandomWorld(long seed) {
    random = new Random(seed);
    tune("quotas", Map.of("minimumInteractionsPerImport", 1, "minimumInteractionsToTrain", 1));
    tune("quotas", Map.of("minimumUsersToTrain", 1));
    putTrainingData();
    putConfig();
    if (random.nextInt(4) == 0) {
      addForeigners();
    }
    if (random.nextInt(4) != 0) {
      runEarlier();
    }
  }

  Runner runner() {
    return new Runner(s3, client, BASE);
  }

  /** Lets so much time pass that everything under way ends. */
  void pass() {
    pass(BETWEEN_TICKS);
  }

  private void pass(int seconds) {
    s3.pass(seconds);
    personalize.settle();
  }

  /** Somebody uploads the config once more. */
  void uploadAgain() {
    s3.pass(60);
    s3.put(Bookshop.CONFIG, s3.text(Bookshop.CONFIG));
  }

  /** Whether chance, one time out of so many, has it so. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Some limits become as narrow as can be. */
  void narrowLimits() {
    var limits = new TreeMap<String, Integer>();
    for (String limit :
        List.of("pendingDatasetImportJobs", "pendingSolutionVersions", "pendingBatchSegmentJobs")) {
      if (random.nextBoolean()) {
        limits.put(limit, 1 + random.nextInt(3));
      }
    }
    story.add("limits " + limits);
    tune("quotas", limits);
  }

  /** For the moment, no more of something is taken. */
  void closeFor(boolean closed) {
    story.add("full " + closed);
    tune("quotas", Map.of("datasetGroups", closed ? 0 : 5, "schemas", closed ? 0 : 500));
  }

  /** The next job of some kind fails. */
  void failAJob() {
    String kind = JOBS.get(random.nextInt(JOBS.size()));
    story.add("fails " + kind);
    tune("fail", Map.of("kind", kind, "count", 1, "reason", "bad luck"));
  }

  private void putTrainingData() {
    s3.put(
        Bookshop.INTERACTIONS,
        "USER_ID,ITEM_ID,TIMESTAMP\nann,1,1700000000\nann,2,1700000001\nbob,1,1700000002\n"
            + "bob,2,1700000003\n");
    s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n2,Knitting\n");
  }

  private void putConfig() {
    var config = parse(Bookshop.config());
    if (random.nextBoolean()) {
      config.putArray("tags").addObject().put("tagKey", "team").put("tagValue", "books");
    }
    var solutions = config.putArray("solutions");
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      String name = "solution-" + i;
      var solution = solutions.addObject();
      solution
          .putObject("serviceConfig")
          .put("name", name)
          .put("recipeArn", "arn:aws:personalize:::recipe/aws-item-attribute-affinity");
      int jobs = random.nextInt(3);
      int files = 1 + random.nextInt(2);
      var batch = solution.putArray("batchSegmentJobs");
      for (int j = 0; j < jobs; j++) {
        batch.addObject().putObject("serviceConfig").put("numResults", 1 + j);
      }
      for (int j = 0; j < files; j++) {
        s3.put("batch/bookshop/%s/queries-%d.json".formatted(name, j), Bookshop.QUERY);
      }
      wantedJobs.put(name, jobs * files);
    }
    story.add("jobs " + wantedJobs);
    s3.put(Bookshop.CONFIG, config.toString());
  }

  /** Another dataset group has a solution or a schema of our name. */
  private void addForeigners() {
    String group =
        call("CreateDatasetGroup", Map.of("name", "foreign")).get("datasetGroupArn").asText();
    pass();
    conflict = random.nextBoolean();
    story.add("foreigners, conflict " + conflict);
    if (random.nextBoolean()) {
      foreign = "solution/solution-0";
      call(
          "CreateSolution",
          Map.of(
              "name",
              conflict ? "solution-0" : "theirs",
              "datasetGroupArn",
              group,
              "recipeArn",
              "arn:aws:personalize:::recipe/aws-item-affinity"));
    } else {
      foreign = "schema/books-schema";
      String schema =
          "{\"type\":\"record\",\"name\":\"Items\",\"namespace\":\"com.amazonaws.personalize.schema\","
              + "\"fields\":[{\"name\":\"ITEM_ID\",\"type\":\"string\"},"
              + "{\"name\":\"TOPIC\",\"type\":\"string\",\"categorical\":true}],\"version\":\"1.0\"}";
      call("CreateSchema", Map.of("name", conflict ? "books-schema" : "theirs", "schema", schema));
    }
    pass(random.nextInt(BETWEEN_TICKS));
  }

  /** An earlier run got so far, or to its end; then something was put, deleted or failed. */
  private void runEarlier() {
    var earlier = runner();
    int looks = random.nextInt(9);
    story.add("an earlier run looked %d times".formatted(looks));
    for (int i = 0; i < looks; i++) {
      if (random.nextInt(6) == 0) {
        failAJob();
      }
      earlier.decide();
      earlier.take();
      pass(random.nextInt(BETWEEN_TICKS));
    }
    s3.pass(1 + random.nextInt(60));
    switch (random.nextInt(4)) {
      case 0 -> s3.put(Bookshop.ITEMS, s3.text(Bookshop.ITEMS) + "3,Cooking\n");
      case 1 -> s3.put("batch/bookshop/solution-0/queries-0.json", Bookshop.QUERY + Bookshop.QUERY);
      case 2 -> s3.put(Bookshop.CONFIG, s3.text(Bookshop.CONFIG));
      default -> {}
    }
    for (int i = 0; i < random.nextInt(4); i++) {
      delete();
    }
    personalize.settle();
  }

  /** Somebody deletes something, if Personalize lets them. */
  private void delete() {
    String what =
        List.of(
                "Solution solution/solution-0",
                "Solution solution/solution-1",
                "Dataset dataset/bookshop/ITEMS",
                "Schema schema/books-schema",
                "DatasetGroup dataset-group/bookshop")
            .get(random.nextInt(5));
    String[] parts = what.split(" ");
    String member = Character.toLowerCase(parts[0].charAt(0)) + parts[0].substring(1) + "Arn";
    try {
      call("Delete" + parts[0], Map.of(member, BASE + parts[1]));
      conflict = conflict && !parts[1].equals(foreign);
      story.add("deleted " + parts[1]);
    } catch (AwsError e) {
      story.add("not deleted " + parts[1] + ": " + e.shape());
    }
    pass(random.nextInt(BETWEEN_TICKS));
  }

  private ObjectNode call(String operation, Map<String, String> input) {
    return personalize.call(operation, JSON.valueToTree(input));
  }

  private void tune(String what, Map<String, ?> values) {
    personalize.tune(JSON.valueToTree(Map.of(what, values)));
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return s3.now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
      }
    };
  }
}
