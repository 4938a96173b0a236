package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.Polls;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.fake.ManualClock;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What the application says of its health. */
class HealthChecksTest {

  private static final Duration CALL = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();
  private final Polls polls = new Polls(clock);
  private final Settings settings =
      Settings.of(key -> Optional.ofNullable(FakeSettings.values().get(key)));
  private final Set<WorkQueue> busy = EnumSet.noneOf(WorkQueue.class);
  private final Inboxes inboxes =
      new Inboxes(polls, settings, queue -> !busy.contains(queue), clock);
  private final QueuesHealthCheck queues = QueuesHealthCheck.ready(inboxes, CALL);
  private final QueuesHealthCheck consumers = QueuesHealthCheck.live(inboxes, CALL);

  @Test
  void eachQueueHasToAnswer() {
    assertThat(state(queues)).as("nobody has asked yet").isEqualTo(State.UP);
    for (int i = 0; i < 10; i++) {
      clock.advance(Duration.ofSeconds(20));
      for (var queue : EnumSet.complementOf(EnumSet.of(WorkQueue.IMPORTS))) {
        ask(queue, true);
      }
      ask(WorkQueue.IMPORTS, i == 0);
    }

    assertThat(state(queues)).isEqualTo(State.DOWN);
    assertThat(queues.call().getMessage())
        .hasValue("no answer from imports since 2026-11-24T10:15:40Z");
    assertThat(queues.call().getDetails()).containsKey("imports").doesNotContainKey("uploads");
    assertThat(state(consumers)).as("somebody asks").isEqualTo(State.UP);

    ask(WorkQueue.IMPORTS, true);
    assertThat(state(queues)).isEqualTo(State.UP);
  }

  @Test
  void whoHasWorkNeedNotAskForMore() {
    var all = EnumSet.allOf(WorkQueue.class);
    all.forEach(queue -> ask(queue, true));
    busy.addAll(all);

    clock.advance(Duration.ofHours(3));

    assertThat(state(queues)).isEqualTo(State.UP);
    assertThat(state(consumers)).isEqualTo(State.UP);

    busy.clear();
    clock.advance(Duration.ofSeconds(30));
    assertThat(state(queues)).as("just before it asks again").isEqualTo(State.UP);
    assertThat(state(consumers)).as("just before it asks again").isEqualTo(State.UP);
  }

  @Test
  void ifNobodyAsksAnyMoreANewStartHelps() {
    for (int i = 0; i < 30; i++) {
      clock.advance(Duration.ofSeconds(20));
      for (var queue : EnumSet.complementOf(EnumSet.of(WorkQueue.UPLOADS))) {
        ask(queue, false);
      }
    }
    assertThat(state(consumers)).as("for a while").isEqualTo(State.UP);

    clock.advance(Duration.ofMinutes(3));

    assertThat(consumers.call().getMessage())
        .hasValue("nobody looks into uploads since 2026-11-24T10:15:00Z");
    assertThat(consumers.isLiveness()).isTrue();
    assertThat(queues.isLiveness()).isFalse();
  }

  @Test
  void onlyReceivesCount() {
    ask(WorkQueue.UPLOADS, false);
    clock.advance(Duration.ofHours(1));
    var uploads = settings.text(WorkQueue.UPLOADS.url());
    call(SendMessageRequest.builder().queueUrl(uploads).build(), true);

    assertThat(state(queues)).isEqualTo(State.DOWN);
  }

  @Test
  void whatWasSetAsideIsCountedButNoReasonToBeUnwell() {
    var set = new HashMap<String, Integer>();
    var check = new RedriveHealthCheck(counting(set), settings, Runnable::run, clock);
    assertThat(check.call().getMessage()).isEmpty();
    set.put(url(WorkQueue.DELIVERIES), 2);

    assertThat(check.call().getMessage()).as("it is not asked each time").isEmpty();
    clock.advance(Duration.ofMinutes(1));

    var result = check.call();
    assertThat(result.getState()).isEqualTo(State.UP);
    assertThat(result.getMessage()).hasValue("messages were set aside: deliveries 2");
    assertThat(result.getDetails()).containsEntry("deliveries", 2).containsEntry("uploads", 0);
    assertThat(check.isLiveness()).isFalse();
  }

  @Test
  void nobodyWaitsForTheCountOfWhatWasSetAside() {
    var order = new AtomicReference<Runnable>();
    var check = new RedriveHealthCheck(away(), settings, order::set, clock);

    assertThat(state(check)).isEqualTo(State.UP);
    order.get().run();

    assertThat(state(check)).as("AWS is away, which others tell").isEqualTo(State.UP);
  }

  @Test
  void theDirectoryTellsWhenItWasMade() {
    var made = Instant.parse("2026-11-23T06:00:00Z");

    var result = new DirectoryHealthCheck(true, () -> Optional.of(Optional.of(made))).call();

    assertThat(result.getState()).isEqualTo(State.UP);
    assertThat(result.getMessage()).hasValue("made at 2026-11-23T06:00:00Z");
  }

  @Test
  void withoutADirectoryOnlyWhoNeedsOneIsUnwell() {
    assertThat(directory(true, Optional.of(Optional.empty())).getState()).isEqualTo(State.DOWN);
    assertThat(directory(true, Optional.of(Optional.empty())).getMessage())
        .hasValue("there is none, and endpoints.source=directory says that nobody else is asked");
    assertThat(directory(false, Optional.of(Optional.empty())).getState()).isEqualTo(State.UP);
    assertThat(directory(true, Optional.empty()).getState())
        .as("S3 was not asked yet")
        .isEqualTo(State.UP);
  }

  @Test
  void thereMustBeRoomOnTheDisk() throws IOException {
    var room = Files.getFileStore(folder).getUsableSpace();

    assertThat(state(new DiskHealthCheck(folder))).isEqualTo(State.UP);
    assertThat(state(new DiskHealthCheck(folder, 2 * room))).isEqualTo(State.DOWN);
    assertThat(new DiskHealthCheck(folder).call().getDetails()).containsKey("megabytes");
    assertThat(state(new DiskHealthCheck(folder.resolve("gone")))).isEqualTo(State.DOWN);
  }

  private static State state(AbstractHealthCheck check) {
    return check.call().getState();
  }

  private static Result directory(boolean needed, Optional<Optional<Instant>> made) {
    return new DirectoryHealthCheck(needed, () -> made).call();
  }

  private String url(WorkQueue queue) {
    return settings.text(queue.redriveUrl());
  }

  private void ask(WorkQueue queue, boolean answered) {
    var url = settings.text(queue.url());
    call(ReceiveMessageRequest.builder().queueUrl(url).build(), answered);
  }

  private void call(SdkRequest request, boolean answered) {
    Context.AfterExecution call = InterceptorContext.builder().request(request).build();
    polls.beforeExecution(call, new ExecutionAttributes());
    if (answered) {
      polls.afterExecution(call, new ExecutionAttributes());
    }
  }

  /** SQS with so many messages in each queue. */
  private static SqsClient counting(Map<String, Integer> counts) {
    return new Sqs() {
      @Override
      public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        var count = String.valueOf(counts.getOrDefault(request.queueUrl(), 0));
        return GetQueueAttributesResponse.builder()
            .attributes(Map.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, count))
            .build();
      }
    };
  }

  private static SqsClient away() {
    return new Sqs() {
      @Override
      public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        throw SqsException.builder().message("it is away").build();
      }
    };
  }

  private abstract static class Sqs implements SqsClient {

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {
      // there is nothing to close
    }
  }
}
