package org.segmentcourier.operation;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.Registry;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Moves the messages of a redrive queue back, those that the application has set aside as well as
 * those that SQS has moved. SQS does it ({@code StartMessageMoveTask}); the queue to move them to
 * is named, since SQS knows no origin of messages that were sent to a redrive queue.
 */
@Command(
    name = "redrive",
    description =
        "Moves all messages of a redrive queue back to the queue that it belongs to, so that they are"
            + " worked on again. To be used when the cause is mended.",
    mixinStandardHelpOptions = true)
final class Redrive implements Callable<Integer> {

  private static final int MESSAGES_PER_SECOND = 100;
  private static final String RUNNING = "RUNNING";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "<queue>", description = "One of ${COMPLETION-CANDIDATES}")
  private WorkQueue queue;

  /** SQS moves a hundred in a second: if it moves none for so long, it is waited for no longer. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Callable<Registry> beans;
  private final Duration patience;
  private Settings settings;
  private SqsClient sqs;

  Redrive(Callable<Registry> beans) {
    this(beans, PATIENCE);
  }

  /**
   * @param patience how long it is waited while no message is moved
   */
  Redrive(Callable<Registry> beans, Duration patience) {
    this.beans = beans;
    this.patience = patience;
  }

  /** Waits until they are moved, or none is moved any more; 0 if all were. */
  @Override
  public Integer call() throws Exception {
    var registry = beans.call();
    settings = registry.lookupByNameAndType("settings", Settings.class);
    sqs = registry.lookupByNameAndType("sqs", SqsClient.class);
    var source = arn(queue.redriveUrl());
    sqs.startMessageMoveTask(
        task ->
            task.sourceArn(source)
                .destinationArn(arn(queue.url()))
                .maxNumberOfMessagesPerSecond(MESSAGES_PER_SECOND));
    var task = newest(source);
    long moved = 0;
    long since = System.nanoTime();
    while (isUnderWay(task) && System.nanoTime() - since < patience.toNanos()) {
      TimeUnit.SECONDS.sleep(1);
      task = newest(source);
      if (moved(task) > moved) {
        moved = moved(task);
        since = System.nanoTime();
      }
    }
    return task.map(this::report).orElseGet(() -> reportNone(source));
  }

  /** One that was begun and is not listed is as good as one that has moved nothing. */
  private static boolean isUnderWay(Optional<ListMessageMoveTasksResultEntry> task) {
    return task.map(found -> found.status().equals(RUNNING)).orElse(true);
  }

  private static long moved(Optional<ListMessageMoveTasksResultEntry> task) {
    return task.map(ListMessageMoveTasksResultEntry::approximateNumberOfMessagesMoved).orElse(0L);
  }

  private int reportNone(String source) {
    spec.commandLine()
        .getErr()
        .printf(
            "SQS was told to move messages back to %s, but lists no such task for %d s; see with"
                + " aws sqs list-message-move-tasks --source-arn %s whether it is there by now, and"
                + " else give this command once more%n",
            queue, patience.toSeconds(), source);
    return 1;
  }

  private int report(ListMessageMoveTasksResultEntry task) {
    PrintWriter out = spec.commandLine().getOut();
    long moved = moved(Optional.of(task));
    if (task.status().equals(RUNNING)) {
      out.printf(
          "moved back to %s: %d; SQS has moved none for %d s, but goes on trying: see with"
              + " aws sqs list-message-move-tasks%n",
          queue, moved, patience.toSeconds());
      return 1;
    }
    if (task.status().equals("COMPLETED")) {
      out.printf("moved back to %s: %d%n", queue, moved);
      return 0;
    }
    out.printf(
        "moved back to %s: %d; then SQS stopped: %s %s%n",
        queue, moved, task.status(), task.failureReason());
    return 1;
  }

  private Optional<ListMessageMoveTasksResultEntry> newest(String source) {
    return sqs
        .listMessageMoveTasks(tasks -> tasks.sourceArn(source).maxResults(1))
        .results()
        .stream()
        .findFirst();
  }

  private String arn(Setting url) {
    return sqs.getQueueAttributes(
            queue ->
                queue.queueUrl(settings.text(url)).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }
}
