package org.segmentcourier.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.segmentcourier.aws.Records;

/**
 * Remembers what people were told, so that nothing is told twice: a record {@code told/<once>} for
 * each notification. It is first a claim, <code>{"teller": "<random name>"}</code>, so that of
 * several containers one tells; and a mere marker, <code>{}</code>, once the notification went out.
 * A death between the two repeats it; the other order would lose it.
 */
public final class Told {

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
    if (!isClaim(record)) {
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
    return records.get(key).filter(Told::isClaim);
  }

  private static boolean isClaim(Records.Versioned found) {
    try {
      return JSON.readTree(found.content()).path("teller").isTextual();
    } catch (IOException e) {
      return false; // none of ours; whoever put it there wants nobody told
    }
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String key(String once) {
    return "told/" + once;
  }
}
