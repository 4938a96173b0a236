package org.segmentcourier.operation;

import java.util.List;
import java.util.function.Consumer;
import org.segmentcourier.delivery.order.Judgement.Verdict;
import org.segmentcourier.delivery.order.Order;

/** Hands what somebody decides in JMX to the queue of deliveries, as the commands do. */
final class HeldFilesInJmx implements HeldFilesMXBean {

  private final WaitingFiles waiting;
  private final Consumer<Order> queue;

  /**
   * @param queue sends orders to the queue of deliveries
   */
  HeldFilesInJmx(WaitingFiles waiting, Consumer<Order> queue) {
    this.waiting = waiting;
    this.queue = queue;
  }

  @Override
  public List<HeldFile> getHeld() {
    return waiting.list().stream()
        .map(
            file ->
                new HeldFile(
                    file.delivery(), file.file(), file.branch(), file.reason(), file.daysLeft()))
        .toList();
  }

  @Override
  public String release(String delivery, String file) {
    return judge(delivery, file, Verdict.RELEASE);
  }

  @Override
  public String drop(String delivery, String file) {
    return judge(delivery, file, Verdict.DROP);
  }

  private String judge(String delivery, String file, Verdict verdict) {
    queue.accept(waiting.judge(delivery, file, verdict));
    return "ordered; what becomes of %s is told by notification".formatted(file);
  }
}
