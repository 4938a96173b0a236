package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.segmentcourier.sandbox.AwsError;

/** Imported segments; dynamic ones are not made here. */
final class SegmentOperations implements Operations {

  private final Apps apps;

  SegmentOperations(Apps apps) {
    this.apps = apps;
  }

  @Override
  public Map<String, UnaryOperator<ObjectNode>> operations() {
    return Map.of(
        "GetSegment", input -> Answer.of("SegmentResponse", segment(input).response()),
        "GetSegments", this::list,
        "GetSegmentVersion", this::version,
        "GetSegmentVersions", this::versions,
        "DeleteSegment", this::delete);
  }

  private Segments segments(ObjectNode input) {
    return apps.get(input.path("ApplicationId").asText()).segments();
  }

  private Segment segment(ObjectNode input) {
    return segments(input).get(input.path("SegmentId").asText()).orElseThrow(() -> notFound(input));
  }

  private ObjectNode list(ObjectNode input) {
    List<Segment> all = segments(input).all();
    return Answer.of("SegmentsResponse", Page.of(input, all, Segment::id, Segment::response));
  }

  private ObjectNode version(ObjectNode input) {
    return segments(input).versions(segment(input).id()).stream()
        .filter(one -> Integer.toString(one.version()).equals(input.path("Version").asText()))
        .findFirst()
        .map(one -> Answer.of("SegmentResponse", one.response()))
        .orElseThrow(() -> notFound(input));
  }

  private ObjectNode versions(ObjectNode input) {
    List<Segment> all = segments(input).versions(segment(input).id());
    return Answer.of(
        "SegmentsResponse",
        Page.of(input, all, one -> Integer.toString(one.version()), Segment::response));
  }

  private ObjectNode delete(ObjectNode input) {
    Segment segment = segment(input);
    segments(input).delete(segment.id());
    return Answer.of("SegmentResponse", segment.response());
  }

  private static AwsError notFound(ObjectNode input) {
    return new AwsError(
        "NotFoundException", "Resource not found: segment " + input.path("SegmentId").asText());
  }
}
