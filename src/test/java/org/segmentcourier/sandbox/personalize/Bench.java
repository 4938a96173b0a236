package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Predicate;
import org.segmentcourier.fake.ManualClock;
import org.segmentcourier.sandbox.AwsError;

/**
 * A Personalize with a bucket and a clock that tests move; every answer is held against the service
 * model. Resources that tests need but don't look at are made by one method each, with names and
 * contents as small as the service takes.
 */
final class Bench {

  static final Duration PACE = Duration.ofSeconds(10);
  static final String ROLE = "arn:aws:iam::000000000000:role/personalize";
  static final String ATTRIBUTE_AFFINITY =
      "arn:aws:personalize:::recipe/aws-item-attribute-affinity";
  static final String ITEM_AFFINITY = "arn:aws:personalize:::recipe/aws-item-affinity";

  private static final ObjectMapper JSON = new ObjectMapper();

  final MemoryS3 s3 = new MemoryS3();
  final ManualClock clock = new ManualClock();
  final Personalize personalize;

  Bench() {
    this(role -> true);
  }

  /**
   * @param trusted whether Personalize can assume a role
   */
  Bench(Predicate<String> trusted) {
    personalize = new Personalize(s3, clock, PACE, trusted);
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A call with {@code '} for {@code "} in its input. */
  ObjectNode call(String operation, String input, Object... values) {
    ObjectNode answer =
        personalize.call(operation, json(input.formatted(values).replace('\'', '"')));
    DeclaredMembers.checkAnswer(operation, answer);
    return answer;
  }

  AwsError refusal(String operation, String input, Object... values) {
    AwsError error = catchThrowableOfType(AwsError.class, () -> call(operation, input, values));
    DeclaredMembers.checkError(operation, error.shape());
    return error;
  }

  void tune(String changes) {
    personalize.tune(json(changes.replace('\'', '"')));
  }

  void quota(Quota quota, long value) {
    tune("{'quotas': {'%s': %d}}".formatted(quota.key(), value));
  }

  /** Lets the time of one status pass. */
  void step() {
    clock.advance(PACE);
    personalize.settle();
  }

  /** Lets so much time pass that everything under way is finished. */
  void finish() {
    clock.advance(Duration.ofHours(1));
    personalize.settle();
  }

  String group(String name) {
    String arn = call("CreateDatasetGroup", "{'name': '%s'}", name).get("datasetGroupArn").asText();
    finish();
    return arn;
  }

  String schema(String name, String fields) {
    String avro =
        "{'type':'record','name':'Rows','namespace':'com.amazonaws.personalize.schema','fields':["
            + fields
            + "],'version':'1.0'}";
    ObjectNode input = JSON.createObjectNode().put("name", name);
    input.put("schema", avro.replace('\'', '"'));
    return personalize.call("CreateSchema", input).get("schemaArn").asText();
  }

  String interactionsSchema(String name) {
    return schema(
        name,
        """
        {'name':'USER_ID','type':'string'},
        {'name':'ITEM_ID','type':'string'},
        {'name':'EVENT_TYPE','type':['null','string']},
        {'name':'EVENT_VALUE','type':['null','float']},
        {'name':'TIMESTAMP','type':'long'}
        """);
  }

  String itemsSchema(String name) {
    return schema(
        name,
        """
        {'name':'ITEM_ID','type':'string'},
        {'name':'GENRES','type':['null','string'],'categorical':true},
        {'name':'YEAR','type':['null','int']},
        {'name':'TITLE','type':['null','string']},
        {'name':'PLOT','type':['null','string'],'textual':true}
        """);
  }

  String dataset(String group, String type, String schema) {
    String arn =
        call(
                "CreateDataset",
                "{'name': '%s', 'datasetGroupArn': '%s', 'datasetType': '%s', 'schemaArn': '%s'}",
                type,
                group,
                type,
                schema)
            .get("datasetArn")
            .asText();
    finish();
    return arn;
  }

  String interactions(String group) {
    return dataset(
        group, "INTERACTIONS", interactionsSchema(Kind.lastPart(group) + "-interactions"));
  }

  String items(String group) {
    return dataset(group, "ITEMS", itemsSchema(Kind.lastPart(group) + "-items"));
  }

  /** Creates an import of {@code s3://data/<key>}, without waiting for it. */
  String importing(String job, String dataset, String key) {
    return call(
            "CreateDatasetImportJob",
            "{'jobName': '%s', 'datasetArn': '%s', 'dataSource': {'dataLocation': 's3://data/%s'},"
                + " 'roleArn': '%s'}",
            job,
            dataset,
            key,
            ROLE)
        .get("datasetImportJobArn")
        .asText();
  }

  String solution(String name, String group, String recipe) {
    String arn =
        call(
                "CreateSolution",
                "{'name': '%s', 'datasetGroupArn': '%s', 'recipeArn': '%s'}",
                name,
                group,
                recipe)
            .get("solutionArn")
            .asText();
    finish();
    return arn;
  }

  /** Creates a solution version, without waiting for it. */
  String version(String solution) {
    return call("CreateSolutionVersion", "{'solutionArn': '%s'}", solution)
        .get("solutionVersionArn")
        .asText();
  }

  /** Creates a segment job from {@code in/} to {@code out/}, without waiting for it. */
  String segmentJob(String job, String version, int users) {
    return call("CreateBatchSegmentJob", segmentJobInput(job, version, users))
        .get("batchSegmentJobArn")
        .asText();
  }

  String segmentJobInput(String job, String version, int users) {
    return """
    {'jobName': '%s', 'solutionVersionArn': '%s', 'numResults': %d, 'roleArn': '%s',
     'jobInput': {'s3DataSource': {'path': 's3://data/in/'}},
     'jobOutput': {'s3DataDestination': {'path': 's3://data/out/'}}}"""
        .formatted(job, version, users, ROLE);
  }

  /** What is described of a resource of this kind. */
  JsonNode described(Kind kind, String arn) {
    return call("Describe" + kind.word(), "{'%s': '%s'}", kind.arnMember(), arn).get(kind.member());
  }

  String status(Kind kind, String arn) {
    return described(kind, arn).get("status").asText();
  }

  String failureReason(Kind kind, String arn) {
    return described(kind, arn).path("failureReason").asText();
  }

  /** A version trained from what these viewers watch. */
  String trained(String recipe, Taste taste) {
    String group = group("group");
    s3.put("interactions.csv", taste.interactions());
    s3.put("items.csv", taste.items());
    importing("interactions", interactions(group), "interactions.csv");
    importing("items", items(group), "items.csv");
    finish();
    String version = version(solution("solution", group, recipe));
    finish();
    return version;
  }

  /** The lines of the one output file of a job with these queries, a query a line. */
  JsonNode[] answers(String version, int users, String... queries) {
    s3.put("in/queries.json", String.join("\n", queries));
    segmentJob("job", version, users);
    finish();
    return s3.get("out/queries.json.out").lines().map(Bench::json).toArray(JsonNode[]::new);
  }
}
