package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.fake.FakeSqs;
import org.segmentcourier.settings.BadSettings;
import org.segmentcourier.settings.Settings;

class RecordsConfigurationTest {

  private final Map<String, String> values = FakeSettings.values();

  /** SQS would move messages without a word while they are waited for. */
  @Test
  void aDeadlineWithMoreReceivesThanSqsLetsPassIsRefused() {
    values.put("queue.deadline", "24h");

    assertThatThrownBy(this::configure)
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining(
            "queue.deaths = '250' (default): must be more than 451: so often a message may be"
                + " received until queue.deadline, which is 24h");
  }

  @Test
  void aDeadlineWithFewerReceivesFits() {
    values.put("queue.deadline", "24h");
    values.put("queue.deaths", "452");

    assertThatCode(this::configure).doesNotThrowAnyException();
  }

  private void configure() throws Exception {
    try (var context = new DefaultCamelContext()) {
      var registry = context.getRegistry();
      registry.bind("settings", Settings.of(key -> Optional.ofNullable(values.get(key))));
      registry.bind("s3", new FakeS3());
      registry.bind("sqs", new FakeSqs());
      new RecordsConfiguration().configure(context);
    }
  }
}
