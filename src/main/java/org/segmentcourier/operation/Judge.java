package org.segmentcourier.operation;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.camel.spi.Registry;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.order.Orders;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Decides on a segment file that waits. The decision goes to the queue of deliveries, so that
 * whichever container is there carries it out, once; what has become of it is told by notification.
 */
abstract sealed class Judge implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "<delivery>", description = "As 'held' lists it.")
  private String delivery;

  @Parameters(index = "1", paramLabel = "<file>", description = "As 'held' lists it.")
  private String file;

  private final Callable<Registry> beans;
  private final Verdict verdict;

  private Judge(Callable<Registry> beans, Verdict verdict) {
    this.beans = beans;
    this.verdict = verdict;
  }

  /** Publishes it. */
  @Command(
      name = "release",
      description = "Publishes a segment file that waits: it is handed to its branch.",
      mixinStandardHelpOptions = true)
  static final class Release extends Judge {
    Release(Callable<Registry> beans) {
      super(beans, Verdict.RELEASE);
    }
  }

  /** Does not publish it. */
  @Command(
      name = "drop",
      description = "Drops a segment file that waits: it is not published, and is gone.",
      mixinStandardHelpOptions = true)
  static final class Drop extends Judge {
    Drop(Callable<Registry> beans) {
      super(beans, Verdict.DROP);
    }
  }

  @Override
  public Integer call() throws Exception {
    var registry = beans.call();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var sqs = registry.lookupByNameAndType("sqs", SqsClient.class);
    Order order;
    try {
      order = WaitingFiles.of(registry).judge(delivery, file, verdict);
    } catch (IllegalArgumentException e) {
      spec.commandLine().getErr().printf("%s; 'held' lists what waits%n", e.getMessage());
      return 1;
    }
    var orders = new Orders(settings.duration(Setting.DELIVERY_DEADLINE), Clock.systemUTC());
    sqs.sendMessage(
        message ->
            message
                .queueUrl(settings.text(Setting.DELIVERIES_QUEUE_URL))
                .messageGroupId(orders.group(order))
                .messageDeduplicationId(orders.deduplicationId(order))
                .messageBody(orders.write(order)));
    spec.commandLine()
        .getOut()
        .printf("ordered; what becomes of %s is told by notification%n", file);
    return 0;
  }
}
