package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.segmentcourier.fake.ManualClock;

/** A Pinpoint of its own with one project, on a clock that the test moves. */
final class TrialProject implements AutoCloseable {

  static final String ROLE = "arn:aws:iam::000000000000:role/import";
  static final String FILE = "s3://segment-import/pinpoint/file";

  /** How long each status lasts by default. */
  static final Duration PACE = Duration.ofMillis(100);

  private static final ObjectMapper JSON = new ObjectMapper();

  final MemoryS3 s3 = new MemoryS3();
  final ManualClock clock = new ManualClock();
  final Pinpoint pinpoint;
  final String appId;

  TrialProject(Path folder) {
    pinpoint = new Pinpoint(s3, clock, folder, ROLE::equals);
    appId = pinpoint.createApp("personalize");
  }

  /**
   * Calls an operation on the project.
   *
   * @param input its other members, JSON with single quotes
   */
  ObjectNode call(String operation, String input) {
    return pinpoint.call(operation, json(input).put("ApplicationId", appId));
  }

  ObjectNode call(String operation) {
    return call(operation, "{}");
  }

  void tune(String changes) {
    pinpoint.tune(json(changes));
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Creates or changes endpoints. */
  void update(String... endpoints) {
    call(
        "UpdateEndpointsBatch",
        "{'EndpointBatchRequest':{'Item':[" + String.join(",", endpoints) + "]}}");
    clock.advance(Duration.ofSeconds(1));
  }

  /** Starts an import that registers endpoints and defines a segment; the job's id. */
  String startImport(String format, String url) {
    String request =
        "{'ImportJobRequest':{'Format':'%s','S3Url':'%s','RoleArn':'%s','DefineSegment':true,"
                .formatted(format, url, ROLE)
            + "'RegisterEndpoints':true,'SegmentName':'action'}}";
    return call("CreateImportJob", request).at("/ImportJobResponse/Id").asText();
  }

  JsonNode importJob(String id) {
    return call("GetImportJob", "{'JobId':'" + id + "'}").path("ImportJobResponse");
  }

  /** Lets the clock run until the jobs that were started are at their end. */
  void finish() {
    clock.advance(PACE.multipliedBy(3));
    pinpoint.settle();
    clock.advance(PACE.multipliedBy(4));
    pinpoint.settle();
  }

  /** Imports a CSV file of these lines to its end; the job. */
  JsonNode importCsv(String... lines) {
    s3.put(FILE + ".csv", String.join("\r\n", lines) + "\r\n");
    return importFile("CSV", FILE + ".csv");
  }

  /** Imports a newline-delimited JSON file of these lines, with single quotes, to its end. */
  JsonNode importJson(String... lines) {
    s3.put(FILE + ".json", String.join("\n", lines).replace('\'', '"') + "\n");
    return importFile("JSON", FILE + ".json");
  }

  JsonNode importFile(String format, String url) {
    String id = startImport(format, url);
    finish();
    return importJob(id);
  }

  /** The project's segments. */
  List<JsonNode> segments() {
    return items(call("GetSegments").path("SegmentsResponse"));
  }

  /** A user's endpoints. */
  List<JsonNode> ofUser(String userId) {
    ObjectNode input = json("{}").put("ApplicationId", appId).put("UserId", userId);
    return items(pinpoint.call("GetUserEndpoints", input).path("EndpointsResponse"));
  }

  JsonNode endpoint(String id) {
    return call("GetEndpoint", "{'EndpointId':'" + id + "'}").path("EndpointResponse");
  }

  /** Exports a segment, or everything if the id is empty; the endpoints in the export. */
  List<JsonNode> export(String segmentId) {
    String which = segmentId.isEmpty() ? "" : ",'SegmentId':'" + segmentId + "'";
    String target = "s3://segment-import/export/" + clock.instant().toEpochMilli();
    call(
        "CreateExportJob",
        "{'ExportJobRequest':{'RoleArn':'%s','S3UrlPrefix':'%s'%s}}"
            .formatted(ROLE, target, which));
    finish();
    return s3.contents(target + "/").stream().flatMap(content -> lines(content).stream()).toList();
  }

  /** The ids of the endpoints of a segment, or of all. */
  List<String> exportedIds(String segmentId) {
    return export(segmentId).stream().map(endpoint -> endpoint.path("Id").asText()).toList();
  }

  private static List<JsonNode> lines(byte[] gzipped) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Arrays.stream(text.split("\n")).filter(one -> !one.isEmpty()).toList()) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.path("Item").spliterator(), false).toList();
  }

  @Override
  public void close() {
    pinpoint.close();
  }
}
