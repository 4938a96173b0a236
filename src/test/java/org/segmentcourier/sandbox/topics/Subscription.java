package org.segmentcourier.sandbox.topics;

import org.segmentcourier.sandbox.AwsError;

/**
 * Who hears of a topic.
 *
 * @param endpoint an e-mail address, or the ARN of a queue
 * @param raw whether a queue gets the message alone, without SNS's envelope
 */
record Subscription(String arn, String topicArn, Protocol protocol, String endpoint, boolean raw) {

  /** The ways to be told that the sandbox has; the words are SNS's own. */
  enum Protocol {
    SQS("sqs"),
    EMAIL("email"),
    EMAIL_JSON("email-json");

    final String word;

    Protocol(String word) {
      this.word = word;
    }

    static Protocol of(String word) {
      for (var protocol : values()) {
        if (protocol.word.equals(word)) {
          return protocol;
        }
      }
      throw new AwsError(
          "InvalidParameterException",
          "Invalid parameter: the sandbox knows no protocol '%s' (sqs, email, email-json)"
              .formatted(word));
    }
  }
}
