package org.segmentcourier.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:uploads";
  private static final String RULE = "arn:aws:events:us-east-1:000000000000:rule/uploads";

  private static final String ALLOWING =
      """
      {"Statement": {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"},
        "Action": ["sqs:SendMessage"], "Resource": "%s",
        "Condition": {"ArnEquals": {"aws:SourceArn": ["%s", "arn:aws:events:*:*:rule/other-?"]}}}}
      """
          .formatted(QUEUE, RULE);

  @ParameterizedTest
  @CsvSource({
    "events.amazonaws.com, sqs:SendMessage,    uploads, rule/uploads, true",
    "events.amazonaws.com, SQS:sendmessage,    uploads, rule/uploads, true",
    "events.amazonaws.com, sqs:SendMessage,    uploads, rule/other-1, true",
    "events.amazonaws.com, sqs:SendMessage,    uploads, rule/other-10, false",
    "sns.amazonaws.com,    sqs:SendMessage,    uploads, rule/uploads, false",
    "events.amazonaws.com, sqs:ReceiveMessage, uploads, rule/uploads, false",
    "events.amazonaws.com, sqs:SendMessage,    others,  rule/uploads, false"
  })
  void onlyWhatTheStatementSaysIsAllowed(
      String service, String action, String queue, String rule, boolean allowed) {
    var access =
        new Access(
            service,
            action,
            "arn:aws:sqs:us-east-1:000000000000:" + queue,
            Map.of("aws:SourceArn", "arn:aws:events:us-east-1:000000000000:" + rule));

    assertThat(policy(ALLOWING).allows(access)).isEqualTo(allowed);
  }

  @Test
  void aConditionOnWhatTheRequestDoesNotHaveDoesNotHold() {
    var access = new Access("events.amazonaws.com", "sqs:SendMessage", QUEUE, Map.of());

    assertThat(policy(ALLOWING).allows(access)).isFalse();
  }

  @Test
  void aDenialBeatsAnyPermission() {
    var policy =
        policy(
            """
            {"Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"},
              {"Effect": "Deny", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:*",
               "Resource": "*"}]}
            """);

    assertThat(policy.allows(access("sns.amazonaws.com"))).isFalse();
    assertThat(policy.allows(access("events.amazonaws.com"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Statement\": {\"Effect\": \"Perhaps\", \"Action\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"NotAction\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Principal\": {\"Federated\": \"x\"}}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Condition\": {\"DateLessThan\": {\"a\": \"b\"}}}}"
      })
  void whatIsNotUnderstoodIsRefusedRatherThanGuessed(String document) {
    assertThatThrownBy(() -> policy(document)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Access access(String service) {
    return new Access(service, "sqs:SendMessage", QUEUE, Map.of());
  }

  private static Policy policy(String document) {
    try {
      return Policy.of(new ObjectMapper().readTree(document));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
