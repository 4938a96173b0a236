package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/** SQS was told to move messages back, and does not get on, or knows nothing of it. */
class RedriveEndTest {

  private final StringWriter out = new StringWriter();

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aMoveThatDoesNotGetOnIsNotWaitedForWithoutEnd() {
    var stuck = task("RUNNING", 7);

    assertThat(redrive(List.of(stuck))).isOne();

    assertThat(out.toString()).contains("moved back to training: 7; SQS has moved none for 2 s");
  }

  /** SQS lists a task a little later, perhaps. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aMoveThatIsNotListedYetIsWaitedFor() {
    var done = task("COMPLETED", 3);

    assertThat(redrive(List.of(), List.of(done))).isZero();

    assertThat(out.toString()).contains("moved back to training: 3");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aMoveThatIsNeverListedIsToldWithWhatToDo() {
    assertThat(redrive(List.of())).isOne();

    assertThat(out.toString())
        .contains("SQS was told to move messages back to training, but lists no such task for 2 s")
        .contains("arn:aws:sqs:::queue");
  }

  /**
   * @param lists what SQS lists, one answer after the other; the last one from then on
   */
  @SafeVarargs
  private int redrive(List<ListMessageMoveTasksResultEntry>... lists) {
    var beans = new DefaultRegistry();
    var values = FakeSettings.values();
    beans.bind("settings", Settings.of(key -> Optional.ofNullable(values.get(key))));
    beans.bind("sqs", new MovingSqs(lists));
    return new CommandLine(new Redrive(() -> beans, Duration.ofSeconds(2)))
        .registerConverter(WorkQueue.class, WorkQueue::of)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute("training");
  }

  private static ListMessageMoveTasksResultEntry task(String status, long moved) {
    return ListMessageMoveTasksResultEntry.builder()
        .status(status)
        .approximateNumberOfMessagesMoved(moved)
        .build();
  }

  /** One that takes every order to move messages. */
  private static final class MovingSqs implements SqsClient {

    private final Deque<List<ListMessageMoveTasksResultEntry>> lists;

    @SafeVarargs
    MovingSqs(List<ListMessageMoveTasksResultEntry>... lists) {
      this.lists = new ArrayDeque<>(List.of(lists));
    }

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
          .results(lists.size() > 1 ? lists.pop() : lists.peek())
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
