package org.segmentcourier.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.segmentcourier.event.UploadEvent;

/** The example that the tests of training share: a bookshop's config, training data and queries. */
final class Bookshop {

  static final String GROUP = "bookshop";
  static final String CONFIG = "train/shop/bookshop.json";
  static final String INTERACTIONS = "train/shop/interactions.csv";
  static final String ITEMS = "train/shop/items.csv";
  static final String QUERIES = "batch/bookshop/subjects/job_config.json";
  static final String QUERY = "{\"itemAttributes\": \"ITEMS.subject = \\\"Sailing\\\"\"}\n";

  private Bookshop() {}

  static String config() {
    try (var in = Bookshop.class.getResourceAsStream("/training/bookshop.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UploadEvent putAll(FakeS3 s3) {
    s3.put(INTERACTIONS, "USER_ID,ITEM_ID,TIMESTAMP\nann,1,1700000000\n");
    s3.put(ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n");
    s3.put(QUERIES, QUERY);
    return s3.put(CONFIG, config());
  }
}
