package org.segmentcourier.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.segmentcourier.aws.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what people were told, so that nothing is told twice: a record {@code told/<once>} for
 * each notification. It is first a claim, <code>{"teller": "<random name>"}</code>, so that of
 * several containers one tells; and a mere marker, <code>{}</code>, once the notification went out.
 * A death between the two repeats it; the other order would lose it.
 */
public final class Told {

  private static final Logger LOG = LoggerFactory.getLogger(Told.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] MARKER = json("{}");

  private final Records records;
  private final Duration longest;

  /**
   * @param longest from taking a claim to having told; who has not done so by then is dead, or was
   *     not able to
   */
  public Told(Records records, Duration longest) {
    this.records = records;
    this.longest = longest;
  }

  /** Takes it upon us to tell people, unless they know or others are about to tell them. */
  public Telling claim(Notification notification) {
    var key = key(notification.once());
    var claim = json("{\"teller\": \"%s\"}".formatted(UUID.randomUUID()));
    var found = records.get(key);
    if (found.isEmpty()) {
      return records.create(key, claim) ? Telling.OURS : Telling.OTHERS;
    }
    var record = found.get();
    if (!isClaim(key, record)) {
      return Telling.TOLD;
    }
    boolean taken =
        record.age().compareTo(longest) > 0 && records.replace(key, claim, record.etag());
    return taken ? Telling.OURS : Telling.OTHERS;
  }

  /** Notes that people were told; should somebody else have taken the claim over, for them, too. */
  public void note(Notification notification) {
    notification.besides().forEach(other -> records.create(key(other), MARKER));
    var key = key(notification.once());
    for (var claim = findClaim(key); claim.isPresent(); claim = findClaim(key)) {
      if (records.replace(key, MARKER, claim.get().etag())) {
        return;
      }
    }
  }

  private Optional<Records.Versioned> findClaim(String key) {
    return records.get(key).filter(found -> isClaim(key, found));
  }

  private static boolean isClaim(String key, Records.Versioned found) {
    try {
      var record = JSON.readTree(found.content());
      if (record.isObject()) {
        return record.path("teller").isTextual();
      }
    } catch (IOException e) {
      LOG.debug("record of what was told unreadable key={}", key, e);
    }
    // Whoever put it there wants nobody told; but it may be one of ours that was damaged.
    LOG.warn("record of what was told is none of ours, so nobody is told key={}", key);
    return false;
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String key(String once) {
    return "told/" + once;
  }
}
