package org.segmentcourier.notification;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.UUID;

/** Words what people are told of a message that was set aside. */
public final class RedriveNotices {

  /**
   * @param inbox the route that received it
   * @param id of the message in SQS; moved back to its queue, it gets another
   * @param body the message; it is identified by its content, not quoted
   */
  public Notification of(SetAside why, String inbox, String id, String body) {
    if (why.words() != null) {
      return why.words();
    }
    return why.understood() ? failed(why, inbox, id) : notUnderstood(why, inbox, body);
  }

  /** What moves the messages of a redrive queue back, wherever the application is started. */
  public static String command(String inbox) {
    return """
          docker run --env-file stack.env segment-courier redrive %1$s

        or, without a container, with the same variables set:

          java -jar target/segment-courier-*.jar redrive %1$s"""
        .formatted(inbox);
  }

  /** Whatever its sender repeats is told once. */
  private static Notification notUnderstood(SetAside why, String inbox, String body) {
    var content = UUID.nameUUIDFromBytes(String.valueOf(body).getBytes(StandardCharsets.UTF_8));
    return notification(
        why,
        inbox,
        content.toString(),
        "A message to " + inbox + " could not be understood and was set aside",
        """
        A message to the queue "%s" could not be understood. It was moved to that queue's redrive queue.

        Reason: %s
        Origin: %s

        What to do: stop its sender from sending such messages here, or bring the sender's format up to \
        what is expected. To try the messages of the redrive queue again:

        %s"""
            .formatted(inbox, why.reason(), why.origin(), command(inbox)));
  }

  /** Each message is told once; moved back, it is another. */
  private static Notification failed(SetAside why, String inbox, String id) {
    return notification(
        why,
        inbox,
        id,
        "A message to " + inbox + " has failed at each try and was set aside",
        """
        Work on message %s to the queue "%s" has failed at each of its tries (queue.receives), or for as \
        long as what passes is waited for (queue.deadline). It was moved to that queue's redrive queue.

        Reason of the last failure: %s
        Origin: %s

        What to do: mend the cause (the log has more of it). Then move the messages of the redrive queue \
        back, which completes the work:

        %s"""
            .formatted(id, inbox, why.reason(), why.origin(), command(inbox)));
  }

  private static Notification notification(
      SetAside why, String inbox, String once, String summary, String text) {
    var data = new LinkedHashMap<String, Object>();
    data.put("status", "MESSAGE SET ASIDE");
    data.put("inbox", inbox);
    data.put("reason", why.reason());
    data.put("origin", why.origin());
    var subject = "a message to %s was set aside".formatted(inbox);
    return new Notification("redrive/" + inbox + "/" + once, subject, summary, text, data);
  }
}
