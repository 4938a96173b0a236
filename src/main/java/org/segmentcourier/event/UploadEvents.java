package org.segmentcourier.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.segmentcourier.aws.S3Location;

/**
 * Reads the upload events in a queue message, in whichever envelope S3's news came: EventBridge's
 * event or its {@code detail} alone, S3's own notification ({@code Records}), or either of them by
 * way of SNS.
 *
 * <p>The two spell a key differently: S3's own notification has it form-encoded (a space is {@code
 * +}), EventBridge has it as it is.
 */
public final class UploadEvents {

  private static final String CREATED = "ObjectCreated:";
  private static final long SIZE_UNKNOWN = -1;

  /**
   * @param body of an SQS message
   * @throws NotUnderstood if it is nothing of the kind, or of a version that we don't know
   */
  public UploadNews in(String body) {
    var envelope = Envelope.open(body);
    var content = envelope.content();
    if (content.path("Event").asText().equals("s3:TestEvent")) {
      return UploadNews.of();
    }
    return content.has("Records") ? fromS3(envelope) : fromEventBridge(envelope);
  }

  /** What people know the uploads by; nothing if there are none. */
  public String names(UploadNews news) {
    return news.uploads().stream()
        .map(upload -> new S3Location(upload.bucket(), upload.key()).toString())
        .collect(Collectors.joining(", "));
  }

  /**
   * @throws NotUnderstood if something in the message was not understood
   */
  public void complain(UploadNews news) {
    if (news.trouble() != null) {
      throw news.trouble();
    }
  }

  private static UploadNews fromS3(Envelope envelope) {
    var records = envelope.content().path("Records");
    var events = new ArrayList<UploadEvent>();
    var troubles = new ArrayList<String>();
    int number = 0;
    for (var record : records) {
      number++;
      try {
        created(record, envelope).ifPresent(events::add);
      } catch (NotUnderstood e) {
        troubles.add("record %d of %d: %s".formatted(number, records.size(), e.getReason()));
      }
    }
    return new UploadNews(events, troubles.isEmpty() ? null : trouble(troubles, number, envelope));
  }

  private static NotUnderstood trouble(List<String> troubles, int records, Envelope envelope) {
    var others = troubles.size() < records ? ". The others were taken up" : "";
    return envelope.notUnderstood(String.join("; ", troubles) + others);
  }

  private static Optional<UploadEvent> created(JsonNode record, Envelope envelope) {
    var source = record.path("eventSource").asText();
    if (!source.equals("aws:s3")) {
      throw envelope.notUnderstood(
          "the record's eventSource is '" + source + "'; only 'aws:s3' is expected");
    }
    envelope.expectVersion("eventVersion of the S3 record", record.path("eventVersion"), "2");
    if (!record.path("eventName").asText().startsWith(CREATED)) {
      return Optional.empty();
    }
    var bucket = record.path("s3").path("bucket");
    var object = record.path("s3").path("object");
    var key = decoded(text(object, "key", envelope), envelope);
    return Optional.of(event(text(bucket, "name", envelope), key, object, object.path("eTag")));
  }

  private static UploadNews fromEventBridge(Envelope envelope) {
    if (envelope.isEvent()) {
      var source = envelope.content().path("source").asText();
      if (!source.equals("aws.s3")) {
        throw envelope.notUnderstood(
            "the event's source is '" + source + "'; only 'aws.s3' is expected");
      }
      if (!envelope.content().path("detail-type").asText().equals("Object Created")) {
        return UploadNews.of();
      }
    }
    var detail = envelope.detail();
    if (!detail.has("bucket") || !detail.has("object")) {
      throw envelope.notUnderstood(
          "the message is neither an S3 event of EventBridge (with detail.bucket and"
              + " detail.object) nor a notification of S3 (with Records)");
    }
    envelope.expectVersion("version of the event's detail", detail.path("version"), "0");
    envelope.expectVersion("event-version of the event", detail.path("event-version"), "1");
    var object = detail.path("object");
    var key = text(object, "key", envelope);
    return UploadNews.of(
        event(text(detail.path("bucket"), "name", envelope), key, object, object.path("etag")));
  }

  private static UploadEvent event(String bucket, String key, JsonNode object, JsonNode etag) {
    return new UploadEvent(
        bucket,
        key,
        etag.asText("").replace("\"", ""),
        object.path("size").asLong(SIZE_UNKNOWN),
        object.path("sequencer").asText(""));
  }

  private static String text(JsonNode node, String field, Envelope envelope) {
    var value = node.path(field).asText("");
    if (value.isEmpty()) {
      throw envelope.notUnderstood(
          "the event names no " + (field.equals("key") ? "object key" : "bucket"));
    }
    return value;
  }

  private static String decoded(String key, Envelope envelope) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw envelope.notUnderstood(
          "the key '" + key + "' of an S3 notification is not form-encoded: " + e.getMessage());
    }
  }
}
