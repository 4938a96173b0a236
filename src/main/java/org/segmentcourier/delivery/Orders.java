package org.segmentcourier.delivery;

/** Asks for deliveries. */
public final class Orders {

  /** The order to deliver a job. */
  public Order of(String job) {
    return new Order(job);
  }

  /**
   * What the queue knows the job by, both as its group and to drop repetitions: a hash, since an
   * ARN may be longer than the 128 characters that SQS takes.
   */
  public String group(String job) {
    return Fingerprint.of(job);
  }
}
