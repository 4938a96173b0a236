package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.settings.Settings;
import picocli.CommandLine;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** SQS has begun to move messages back, and does not get on. */
class RedriveEndTest {

  private final StringWriter out = new StringWriter();

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aMoveThatDoesNotGetOnIsNotWaitedForWithoutEnd() {
    var beans = new DefaultRegistry();
    var values = FakeSettings.values();
    beans.bind("settings", Settings.of(key -> Optional.ofNullable(values.get(key))));
    beans.bind("sqs", new StuckSqs());

    int status =
        new CommandLine(new Redrive(() -> beans, Duration.ofSeconds(2)))
            .registerConverter(WorkQueue.class, WorkQueue::of)
            .setOut(new PrintWriter(out, true))
            .execute("training");

    assertThat(status).isOne();
    assertThat(out.toString()).contains("moved back to training: 7; SQS has moved none for 2 s");
  }

  /** One that never ends a move. */
  private static final class StuckSqs implements SqsClient {

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      return GetQueueAttributesResponse.builder()
          .attributes(Map.of(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:::queue"))
          .build();
    }

    @Override
    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
      return StartMessageMoveTaskResponse.builder().build();
    }

    @Override
    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
      return ListMessageMoveTasksResponse.builder()
          .results(task -> task.status("RUNNING").approximateNumberOfMessagesMoved(7L))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
