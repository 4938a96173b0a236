package org.segmentcourier.sandbox.s3;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.events.Event;

/**
 * An object that was put, copied or completed.
 *
 * @param key as it is, not encoded
 * @param size in bytes
 * @param etag without quotes
 * @param reason the API call, such as {@code PutObject}
 * @param sequencer hexadecimal; of two events on one key the later one's is greater
 */
public record ObjectCreated(
    String bucket, String key, long size, String etag, String reason, String sequencer) {

  /** The event that S3 sends to EventBridge, in AWS's shape (event version 1.0). */
  Event toEvent(Account account, String requestId) {
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.put("version", "0");
    detail.putObject("bucket").put("name", bucket);
    detail
        .putObject("object")
        .put("key", key)
        .put("size", size)
        .put("etag", etag)
        .put("sequencer", sequencer);
    detail.put("request-id", requestId);
    detail.put("requester", account.id());
    detail.put("source-ip-address", "127.0.0.1");
    detail.put("reason", reason);
    return Event.of("aws.s3", "Object Created", detail).about("arn:aws:s3:::" + bucket);
  }
}
