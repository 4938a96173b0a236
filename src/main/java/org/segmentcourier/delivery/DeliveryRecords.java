package org.segmentcourier.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Optional;
import org.segmentcourier.aws.Records;

/**
 * What is kept of a delivery in S3, under {@code deliveries/<id>/}: {@code commit.json}, a marker
 * {@code published/<name>} for each file that is done, {@code manifest.json} at the end. Each is
 * written once and never changed.
 */
final class DeliveryRecords {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Records records;

  DeliveryRecords(Records records) {
    this.records = records;
  }

  static String folder(String delivery) {
    return "deliveries/" + delivery + "/";
  }

  static String commit(String delivery) {
    return folder(delivery) + "commit.json";
  }

  static String manifest(String delivery) {
    return folder(delivery) + "manifest.json";
  }

  static String published(String delivery, String name) {
    return folder(delivery) + "published/" + name;
  }

  static String badLines(String delivery) {
    return "quarantine/" + delivery + "/bad-lines.json";
  }

  /**
   * @throws Undeliverable if there is something else under the key
   */
  <T> Optional<T> read(String key, Class<T> type) {
    return records.get(key).map(found -> parse(key, found.content(), type));
  }

  /** Writes the record, unless there is one already; gives the one that then is there. */
  <T> T keep(String key, T record, Class<T> type) {
    byte[] json;
    try {
      json = JSON.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Can't write " + key, e);
    }
    if (records.create(key, json)) {
      return record;
    }
    return read(key, type)
        .orElseThrow(() -> new IllegalStateException(key + " was deleted in the meantime"));
  }

  private static <T> T parse(String key, byte[] content, Class<T> type) {
    try {
      T record = JSON.readValue(content, type);
      if (record == null) {
        throw new IOException("The JSON is null");
      }
      return record;
    } catch (IOException e) {
      throw new Undeliverable(
          "%s is no %s as this application writes it; it was left as it is"
              .formatted(key, type.getSimpleName()),
          e);
    }
  }
}
