package org.segmentcourier.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bookshop with very many solutions and segment jobs. */
final class Largest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Largest() {}

  /** Replaces the bookshop's config and batch input. */
  static void put(FakeS3 s3, int solutions, int jobs) {
    try {
      var config = (ObjectNode) JSON.readTree(Bookshop.config());
      var all = config.putArray("solutions");
      s3.delete(Bookshop.QUERIES);
      for (int i = 0; i < solutions; i++) {
        String name = "a-solution-with-a-rather-long-name-%02d".formatted(i);
        var solution = all.addObject();
        solution
            .putObject("serviceConfig")
            .put("name", name)
            .put("recipeArn", "arn:aws:personalize:::recipe/aws-item-affinity");
        var batch = solution.putArray("batchSegmentJobs");
        for (int j = 0; j < jobs; j++) {
          batch.addObject().putObject("serviceConfig").put("numResults", 100 + j);
        }
        s3.put("batch/bookshop/%s/queries.json".formatted(name), Bookshop.QUERY);
      }
      s3.put(Bookshop.CONFIG, config.toPrettyString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
