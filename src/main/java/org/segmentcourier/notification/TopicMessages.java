package org.segmentcourier.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Words a {@link Notification} for the subscribers of an SNS topic, each protocol in its own form
 * ({@code MessageStructure=json}): a sentence for SMS, a text for e-mail, JSON for e-mail-JSON and
 * queues. The keys and the JSON's first fields are those of the AWS solution "Maintaining
 * Personalized Experiences with Machine Learning".
 */
public final class TopicMessages {

  /** SNS takes 256 KB at most; the rest is for what the message grows by when it is encoded. */
  private static final int MOST_BYTES = 250_000;

  /** What one piece of data may take where the message is too large otherwise, in characters. */
  private static final int MOST_DATA = 10_000;

  /** SNS delivers no SMS of more characters. */
  private static final int MOST_SMS = 1_600;

  /** SNS takes ASCII subjects of fewer than 100 characters. */
  private static final int MOST_SUBJECT = 99;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String sender;

  /**
   * @param sender first words of the subject
   */
  public TopicMessages(String sender) {
    this.sender = sender;
  }

  /**
   * The message's subject line, as SNS takes it: what is not ASCII becomes a question mark, and
   * what is too long is cut.
   */
  public String subject(Notification notification) {
    var words = sender + ": " + notification.subject();
    var line = words.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7E]", "?").strip();
    return line.length() <= MOST_SUBJECT ? line : line.substring(0, MOST_SUBJECT - 3) + "...";
  }

  /**
   * The message in every form. A text that would make it too large for SNS is cut, and says so.
   *
   * @return by protocol; to be sent as one JSON object
   */
  public Map<String, String> of(Notification notification) {
    var text = notification.text();
    var message = message(notification, text);
    for (int keep = text.length(); size(message) > MOST_BYTES && keep > 0; ) {
      keep = Math.min(keep - 1, (int) (keep * 0.9 * MOST_BYTES / size(message)));
      message = message(notification, shortened(text, Math.max(keep, 0)));
    }
    return size(message) > MOST_BYTES ? of(withoutLargeData(notification)) : message;
  }

  /** Data that no message has room for is only named. */
  private static Notification withoutLargeData(Notification notification) {
    var data = new LinkedHashMap<>(notification.data());
    var large = data.keySet().stream().filter(key -> isLarge(data.get(key))).sorted().toList();
    if (large.isEmpty()) {
      throw new IllegalArgumentException(
          "the notification " + notification.once() + " has more data than SNS takes");
    }
    large.forEach(data::remove);
    data.put("omitted", large);
    return new Notification(
        notification.once(),
        notification.subject(),
        notification.summary(),
        notification.text(),
        data,
        notification.besides());
  }

  private static boolean isLarge(Object value) {
    return json(value).length() > MOST_DATA;
  }

  private static Map<String, String> message(Notification notification, String text) {
    var data = new LinkedHashMap<>(notification.data());
    data.putIfAbsent("summary", notification.summary());
    data.putIfAbsent("description", text);
    var json = json(data);
    var message = new LinkedHashMap<String, String>();
    message.put("default", notification.summary());
    message.put("sms", shortened(notification.summary(), MOST_SMS));
    message.put("email", text);
    message.put("email-json", json);
    message.put("sqs", json);
    return message;
  }

  private static int size(Map<String, String> message) {
    return json(message).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the notification's data can't be written as JSON", e);
    }
  }

  private static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    var note = "… (shortened; the whole text has " + text.length() + " characters)";
    int end = Math.max(0, length - note.length());
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + note;
  }
}
