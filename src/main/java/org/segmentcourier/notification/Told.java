package org.segmentcourier.notification;

import java.nio.charset.StandardCharsets;
import org.segmentcourier.aws.Records;

/**
 * Remembers what people were told, so that nothing is told twice: a marker {@code told/<once>} for
 * each notification. It is written after the notification went out, so a death between the two
 * repeats it; the other order would lose it.
 */
public final class Told {

  private static final byte[] MARKER = "{}".getBytes(StandardCharsets.UTF_8);

  private final Records records;

  public Told(Records records) {
    this.records = records;
  }

  /** Whether nobody was told of this yet. */
  public boolean isNews(Notification notification) {
    return records.get(key(notification)).isEmpty();
  }

  /** Notes that people were told. */
  public void note(Notification notification) {
    records.create(key(notification), MARKER);
  }

  private static String key(Notification notification) {
    return "told/" + notification.once();
  }
}
