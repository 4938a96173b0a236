package org.segmentcourier.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people are told of one thing that happened; {@code direct:notify} publishes it once.
 *
 * @param once identifies what happened, so that a repetition is not told again: letters, digits,
 *     {@code -_./}
 * @param subject what the e-mail's subject line says after the sender, such as {@code delivered 3
 *     segment files}
 * @param summary one sentence: the SMS, and the default text
 * @param text the e-mail
 * @param data what a program would want to know of it: the JSON for queues
 * @param besides what is told along with it, each as by {@code once}: by itself it is not told then
 */
public record Notification(
    String once,
    String subject,
    String summary,
    String text,
    Map<String, Object> data,
    List<String> besides) {

  /** What tells one thing. */
  public Notification(
      String once, String subject, String summary, String text, Map<String, Object> data) {
    this(once, subject, summary, text, data, List.of());
  }

  /** The same, which tells another thing along with it. */
  public Notification besides(String other) {
    var all = new ArrayList<>(besides);
    all.add(other);
    return new Notification(once, subject, summary, text, data, List.copyOf(all));
  }
}
