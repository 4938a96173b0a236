package org.segmentcourier.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The shipped defaults, and a made-up value for what has none. */
public final class FakeSettings {

  private FakeSettings() {}

  /** By key, as in {@code application.properties}; without those of Camel. */
  public static Map<String, String> values() {
    var values = new HashMap<String, String>();
    defaults().forEach((key, value) -> values.put(key.toString(), madeUp(key + "", value + "")));
    values.keySet().removeIf(key -> key.startsWith("camel."));
    values.put("data.bucket", "data");
    values.put("endpoints.attributes", "");
    values.put("import.bucket", "import");
    values.put("management.user", "");
    values.put("management.password", "");
    values.put("management.origins", "");
    values.put("work.folder", Path.of("target", "work").toString());
    return values;
  }

  private static String madeUp(String key, String value) {
    if (!value.isBlank()) {
      return value;
    }
    if (key.endsWith(".queue.url")) {
      return "http://sqs/1/" + queue(key.substring(0, key.length() - ".queue.url".length()));
    }
    if (key.endsWith(".role.arn")) {
      return "arn:aws:iam::1:role/" + key.replace('.', '-');
    }
    return key.endsWith(".arn")
        ? "arn:aws:sns:us-east-1:1:" + key.replace('.', '-')
        : key.replace('.', '-');
  }

  /** As the template names them: work queues are FIFO. */
  private static String queue(String name) {
    var isInbox = name.startsWith("uploads") || name.startsWith("state.changes");
    return name.replace('.', '-') + (isInbox ? "" : ".fifo");
  }

  private static Properties defaults() {
    var defaults = new Properties();
    try (var in = FakeSettings.class.getResourceAsStream("/application.properties")) {
      defaults.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return defaults;
  }
}
