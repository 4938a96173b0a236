package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists, their filters and pages; recipes; tags. */
class ListingTest {

  private final Bench bench = new Bench();

  @Test
  void aListIsCutIntoPages() {
    IntStream.rangeClosed(1, 5).forEach(i -> bench.itemsSchema("s" + i));

    JsonNode first = bench.call("ListSchemas", "{'maxResults': 3}");
    JsonNode second =
        bench.call(
            "ListSchemas", "{'maxResults': 3, 'nextToken': '%s'}", first.get("nextToken").asText());

    assertThat(first.get("schemas").findValuesAsText("name")).containsExactly("s1", "s2", "s3");
    assertThat(second.get("schemas").findValuesAsText("name")).containsExactly("s4", "s5");
    assertThat(second.has("nextToken")).isFalse();
  }

  @Test
  void aPageHasAtMost100EntriesWhenNothingIsSaid() {
    IntStream.rangeClosed(1, 101).forEach(i -> bench.itemsSchema("s" + i));

    JsonNode page = bench.call("ListSchemas", "{}");

    assertThat(page.get("schemas")).hasSize(100);
    assertThat(page.has("nextToken")).isTrue();
  }

  @Test
  void whatWasDeletedBetweenTwoPagesDoesNotShiftTheSecond() {
    IntStream.rangeClosed(1, 3).forEach(i -> bench.itemsSchema("s" + i));
    JsonNode first = bench.call("ListSchemas", "{'maxResults': 2}");
    bench.call("DeleteSchema", "{'schemaArn': '%sschema/s1'}", Account.ARN);

    JsonNode second =
        bench.call("ListSchemas", "{'nextToken': '%s'}", first.get("nextToken").asText());

    assertThat(second.get("schemas").findValuesAsText("name")).containsExactly("s3");
  }

  @Test
  void anInventedTokenIsRefused() {
    assertThat(bench.refusal("ListSchemas", "{'nextToken': 'invented'}").shape())
        .isEqualTo("InvalidNextTokenException");
  }

  @Test
  void theTokenOfAnotherListIsRefused() {
    IntStream.rangeClosed(1, 2).forEach(i -> bench.itemsSchema("s" + i));
    JsonNode page = bench.call("ListSchemas", "{'maxResults': 1}");

    assertThat(
            bench
                .refusal("ListSolutions", "{'nextToken': '%s'}", page.get("nextToken").asText())
                .shape())
        .isEqualTo("InvalidNextTokenException");
  }

  @Test
  void childrenAreListedByTheirParent() {
    String one = bench.group("one");
    String two = bench.group("two");
    bench.solution("n1", one, Bench.ITEM_AFFINITY);
    bench.solution("n2", two, Bench.ITEM_AFFINITY);

    JsonNode ofTwo = bench.call("ListSolutions", "{'datasetGroupArn': '%s'}", two);

    assertThat(ofTwo.get("solutions").findValuesAsText("name")).containsExactly("n2");
    assertThat(bench.call("ListSolutions", "{}").get("solutions")).hasSize(2);
  }

  @Test
  void importJobsAreListedByTheirDatasetWithTheReasonOfTheirFailure() {
    String dataset = bench.items(bench.group("g"));
    bench.importing("i", dataset, "absent.csv");
    bench.finish();

    JsonNode job =
        bench
            .call("ListDatasetImportJobs", "{'datasetArn': '%s'}", dataset)
            .at("/datasetImportJobs/0");

    assertThat(job.get("status").asText()).isEqualTo("CREATE FAILED");
    assertThat(job.get("failureReason").asText()).startsWith("There is no CSV at ");
    assertThat(job.has("dataSource")).isFalse();
  }

  @Test
  void versionsOfASolutionThatIsNotThereAreNotFound() {
    assertThat(
            bench
                .refusal(
                    "ListSolutionVersions", "{'solutionArn': '%ssolution/absent'}", Account.ARN)
                .shape())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void bothSegmentationRecipesAreListedAndDescribed() {
    JsonNode recipes = bench.call("ListRecipes", "{'recipeProvider': 'SERVICE'}").get("recipes");
    JsonNode recipe =
        bench.call("DescribeRecipe", "{'recipeArn': '%s'}", Bench.ITEM_AFFINITY).get("recipe");

    assertThat(recipes.findValuesAsText("recipeArn"))
        .contains(Bench.ITEM_AFFINITY, Bench.ATTRIBUTE_AFFINITY);
    assertThat(recipe.get("recipeType").asText()).isEqualTo("USER_SEGMENTATION");
  }

  @Test
  void tagsAreThoseGivenAtFirstAndThoseAddedLessThoseRemoved() {
    String group =
        bench
            .call(
                "CreateDatasetGroup",
                "{'name': 'g', 'tags': [{'tagKey': 'a', 'tagValue': '1'},"
                    + " {'tagKey': 'b', 'tagValue': '2'}]}")
            .get("datasetGroupArn")
            .asText();
    bench.call(
        "TagResource",
        "{'resourceArn': '%s', 'tags': [{'tagKey': 'b', 'tagValue': '3'},"
            + " {'tagKey': 'c', 'tagValue': '4'}]}",
        group);
    bench.call("UntagResource", "{'resourceArn': '%s', 'tagKeys': ['a']}", group);
    bench.finish();

    assertThat(bench.call("ListTagsForResource", "{'resourceArn': '%s'}", group))
        .isEqualTo(
            Bench.json(
                """
                {"tags": [{"tagKey": "b", "tagValue": "3"}, {"tagKey": "c", "tagValue": "4"}]}"""));
  }

  @Test
  void moreThan50TagsAreTooMany() {
    String tags =
        IntStream.rangeClosed(1, 51)
            .mapToObj("{'tagKey': 'k%d', 'tagValue': 'v'}"::formatted)
            .toList()
            .toString();

    assertThat(bench.refusal("CreateDatasetGroup", "{'name': 'g', 'tags': %s}", tags).shape())
        .isEqualTo("TooManyTagsException");
  }

  @Test
  void schemasHaveNoTags() {
    assertThat(
            bench
                .refusal("ListTagsForResource", "{'resourceArn': '%s'}", bench.itemsSchema("s"))
                .shape())
        .isEqualTo("InvalidInputException");
  }
}
