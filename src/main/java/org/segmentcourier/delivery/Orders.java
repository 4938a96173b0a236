package org.segmentcourier.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.event.NotUnderstood;

/** Makes and reads the messages of the deliveries queue. */
public final class Orders {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The order to deliver a job. */
  public Order of(String job) {
    return new Order(job);
  }

  /**
   * @throws NotUnderstood if the message is no order
   */
  public Order read(String body) {
    Order order;
    try {
      order = JSON.readValue(body, Order.class);
    } catch (JsonProcessingException e) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: " + e.getOriginalMessage(), "unknown");
    }
    if (order == null || order.job() == null || order.job().isBlank()) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: {\"job\": \"<ARN of a batch segment job>\"}"
              + " is expected",
          "unknown");
    }
    return order;
  }

  /**
   * What the queue knows the job by, both as its group and to drop repetitions: a hash, since an
   * ARN may be longer than the 128 characters that SQS takes.
   */
  public String group(String job) {
    return Fingerprint.of(job);
  }
}
