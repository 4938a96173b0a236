package org.segmentcourier.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicMessagesTest {

  private static final int SNS_LIMIT = 256 * 1024;

  private final TopicMessages messages = new TopicMessages("segment-courier");

  @Test
  void eachProtocolHasItsForm() {
    var data = new LinkedHashMap<String, Object>();
    data.put("datasetGroup", "films");
    data.put("status", "UPDATE COMPLETE");

    var message =
        messages.of(new Notification("run/1", "done", "It is done", "All of it is done", data));

    var json =
        """
        {"datasetGroup":"films","status":"UPDATE COMPLETE","summary":"It is done","description":"All of it is done"}""";
    assertThat(message)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "default", "It is done",
                "sms", "It is done",
                "email", "All of it is done",
                "email-json", json,
                "sqs", json));
  }

  @Test
  void aTextThatIsTooLargeIsShortenedAndSaysSo() throws Exception {
    var text = "é\"\n😀".repeat(100_000);

    var message = messages.of(new Notification("run/1", "failed", "It failed", text, Map.of()));

    assertThat(new ObjectMapper().writeValueAsString(message).getBytes(UTF_8).length)
        .isLessThan(SNS_LIMIT)
        .isGreaterThan(SNS_LIMIT / 2);
    assertThat(message.get("email")).endsWith("(shortened; the whole text has 500000 characters)");
  }

  @Test
  void dataThatIsTooLargeIsLeftOut() throws Exception {
    var errors = "x".repeat(300_000);

    var message =
        messages.of(
            new Notification("run/1", "failed", "It failed", "text", Map.of("errors", errors)));

    assertThat(new ObjectMapper().writeValueAsString(message).length()).isLessThan(SNS_LIMIT);
    assertThat(message.get("sqs")).contains("\"omitted\":[\"errors\"]");
  }

  @Test
  void aSubjectIsAsciiAndShort() {
    var films = about("delivered 3 segment files\nof Кино");

    assertThat(messages.subject(films))
        .isEqualTo("segment-courier: delivered 3 segment files of ????");
    assertThat(messages.subject(about("a".repeat(200)))).hasSize(99).endsWith("aaa...");
  }

  private static Notification about(String subject) {
    return new Notification("run/1", subject, "It is done", "All of it is done", Map.of());
  }
}
