package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.segmentcourier.sandbox.AwsError;

/** The tags of resources. */
final class Tags {

  private final Registry registry;
  private final Tuning tuning;

  Tags(Registry registry, Tuning tuning) {
    this.registry = registry;
    this.tuning = tuning;
  }

  /**
   * What a list of tags says, key to value.
   *
   * @throws AwsError TooManyTags; InvalidInput for a key given twice or one reserved for AWS
   */
  Map<String, String> read(JsonNode list) {
    Map<String, String> tags = new TreeMap<>();
    for (JsonNode tag : list) {
      String key = tag.path("tagKey").asText();
      if (key.startsWith("aws:")) {
        throw new AwsError("InvalidInputException", "The tag key " + key + " is reserved for AWS");
      }
      if (tags.put(key, tag.path("tagValue").asText()) != null) {
        throw new AwsError("InvalidInputException", "The tag key " + key + " is given twice");
      }
    }
    checkNumber(tags);
    return tags;
  }

  ObjectNode list(ObjectNode input) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("tags");
    tagged(input).tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            tag ->
                answer
                    .withArray("tags")
                    .addObject()
                    .put("tagKey", tag.getKey())
                    .put("tagValue", tag.getValue()));
    return answer;
  }

  ObjectNode add(ObjectNode input) {
    Resource resource = tagged(input);
    Map<String, String> tags = new TreeMap<>(resource.tags());
    tags.putAll(read(input.get("tags")));
    checkNumber(tags);
    registry.replace(resource.tagged(tags));
    return JsonNodeFactory.instance.objectNode();
  }

  ObjectNode remove(ObjectNode input) {
    Resource resource = tagged(input);
    Map<String, String> tags = new TreeMap<>(resource.tags());
    input.get("tagKeys").forEach(key -> tags.remove(key.asText()));
    registry.replace(resource.tagged(tags));
    return JsonNodeFactory.instance.objectNode();
  }

  private Resource tagged(ObjectNode input) {
    String arn = input.path("resourceArn").asText();
    Resource resource = registry.find(arn).orElseThrow(() -> Registry.notFound(arn));
    if (!resource.kind().taggable()) {
      throw new AwsError("InvalidInputException", "A schema can't have tags: " + arn);
    }
    return resource;
  }

  private void checkNumber(Map<String, String> tags) {
    if (tags.size() > tuning.of(Quota.TAGS)) {
      throw new AwsError(
          "TooManyTagsException",
          "%d tags are more than the %d that a resource can have"
              .formatted(tags.size(), tuning.of(Quota.TAGS)));
    }
  }
}
