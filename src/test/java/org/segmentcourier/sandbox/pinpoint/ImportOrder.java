package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What an import job was asked to do.
 *
 * @param definition the model's ImportJobRequest
 * @param place what its S3Url says
 */
record ImportOrder(ObjectNode definition, S3Files place) {

  static ImportOrder of(ObjectNode definition) throws Refusal {
    return new ImportOrder(definition, S3Files.parse(definition.path("S3Url").asText()));
  }

  /** CSV or JSON. */
  String format() {
    return definition.path("Format").asText();
  }

  String url() {
    return definition.path("S3Url").asText();
  }

  boolean defineSegment() {
    return definition.path("DefineSegment").asBoolean();
  }

  boolean registerEndpoints() {
    return definition.path("RegisterEndpoints").asBoolean();
  }

  /** The segment to add to; empty for none. */
  String segmentId() {
    return definition.path("SegmentId").asText();
  }

  /** The new segment's name; for none, what it is called is not documented. */
  String segmentName() {
    return definition.path("SegmentName").asText("import");
  }
}
