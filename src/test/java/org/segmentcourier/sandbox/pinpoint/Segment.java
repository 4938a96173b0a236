package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * An imported segment in one of its versions.
 *
 * @param source the definition of the import that made this version
 * @param size how many endpoints are in it
 * @param channelCounts how many of them each channel has
 */
record Segment(
    String id,
    String arn,
    String appId,
    String name,
    int version,
    Instant created,
    Instant modified,
    ObjectNode source,
    int size,
    Map<String, Integer> channelCounts) {

  /** In the form of the model's SegmentResponse. */
  ObjectNode response() {
    ObjectNode segment = JsonNodeFactory.instance.objectNode();
    segment.put("Id", id);
    segment.put("Arn", arn);
    segment.put("ApplicationId", appId);
    segment.put("Name", name);
    segment.put("SegmentType", "IMPORT");
    segment.put("Version", version);
    segment.put("CreationDate", Dates.text(created));
    segment.put("LastModifiedDate", Dates.text(modified));
    ObjectNode definition = segment.putObject("ImportDefinition");
    definition.put("Format", source.path("Format").asText());
    definition.put("S3Url", source.path("S3Url").asText());
    definition.put("RoleArn", source.path("RoleArn").asText());
    definition.put("ExternalId", source.path("ExternalId").asText());
    definition.put("Size", size);
    ObjectNode counts = definition.putObject("ChannelCounts");
    channelCounts.forEach(counts::put);
    return segment;
  }
}
