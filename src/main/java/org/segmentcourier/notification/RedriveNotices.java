package org.segmentcourier.notification;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.segmentcourier.event.NotUnderstood;

/** Words what people are told of a message that was put aside because nobody understands it. */
public final class RedriveNotices {

  /**
   * @param inbox the route that received it
   * @param body the message; it is identified by its content, not quoted
   */
  public Notification of(NotUnderstood failure, String inbox, String body) {
    var id = UUID.nameUUIDFromBytes(String.valueOf(body).getBytes(StandardCharsets.UTF_8));
    var data = new LinkedHashMap<String, Object>();
    data.put("status", "MESSAGE SET ASIDE");
    data.put("inbox", inbox);
    data.put("reason", failure.getReason());
    data.put("origin", failure.getOrigin());
    return new Notification(
        "redrive/" + inbox + "/" + id,
        "A message to " + inbox + " could not be understood and was set aside",
        """
        A message to the queue "%s" could not be understood. It was moved to that queue's redrive queue.

        Reason: %s
        Origin: %s

        What to do: stop its sender from sending such messages here, or bring the sender's format up to \
        what is expected. Moving the message back from the redrive queue tries it again."""
            .formatted(inbox, failure.getReason(), failure.getOrigin()),
        data);
  }
}
