package org.segmentcourier.delivery.watch;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.segmentcourier.delivery.build.Build;
import org.segmentcourier.delivery.ledger.SegmentAccount;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.order.SegmentJobs;
import org.segmentcourier.delivery.records.Commit.BadLine;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.Manifest;
import org.segmentcourier.jmx.Lately;

/** Notes what this container delivers, for those who watch it. */
public final class WatchedDeliveries implements DeliveriesMXBean {

  private final SegmentJobs jobs;
  private final DeliveryRecords records;
  private final Consumer<Order> queue;
  private final Clock clock;
  private final Map<String, RunningDelivery> running = new LinkedHashMap<>();
  private final Lately<FinishedDelivery> last = new Lately<>();

  /**
   * @param queue sends orders to the queue of deliveries
   */
  public WatchedDeliveries(
      SegmentJobs jobs, DeliveryRecords records, Consumer<Order> queue, Clock clock) {
    this.jobs = jobs;
    this.records = records;
    this.queue = queue;
    this.clock = clock;
  }

  /** This container works on a delivery. */
  public synchronized void begun(SegmentJob job) {
    running.put(job.delivery(), state(job, clock.instant().toString(), 0, 0));
  }

  /** An output file of the job was read. */
  public synchronized void goesOn(Build build) {
    running.computeIfPresent(
        build.job().delivery(),
        (delivery, before) ->
            state(build.job(), before.getSince(), build.segmentCount(), build.users()));
  }

  private static RunningDelivery state(SegmentJob job, String since, int segments, long users) {
    return new RunningDelivery(job.delivery(), job.arn(), since, segments, users);
  }

  /** This container works on it no longer, whatever has become of it. */
  public synchronized void over(SegmentJob job) {
    running.remove(job.delivery());
  }

  /** A delivery is finished. */
  public void finished(Manifest manifest) {
    var delivery = finishedDelivery(manifest);
    last.note(delivery.getDelivery(), delivery);
  }

  private static FinishedDelivery finishedDelivery(Manifest manifest) {
    var commit = manifest.commit();
    return new FinishedDelivery(
        commit.delivery(),
        commit.job(),
        manifest.finished().toString(),
        commit.endpoints(),
        commit.segments().stream().map(WatchedDeliveries::segment).toList(),
        commit.segments().stream().flatMap(WatchedDeliveries::ledgers).toList(),
        manifest.files().stream().map(WatchedDeliveries::file).toList(),
        commit.badLines().stream().map(WatchedDeliveries::line).toList());
  }

  private static DeliveredSegment segment(SegmentAccount segment) {
    return new DeliveredSegment(
        segment.query(),
        "%s, line %d".formatted(segment.file(), segment.line()),
        segment.distinct(),
        segment.duplicate());
  }

  private static Stream<BranchLedger> ledgers(SegmentAccount segment) {
    return segment.branches().entrySet().stream()
        .map(
            branch ->
                new BranchLedger(
                    segment.query(),
                    branch.getKey(),
                    counts(branch.getValue().users()),
                    counts(branch.getValue().endpoints())));
  }

  private static Map<String, Long> counts(Map<? extends Enum<?>, Long> outcomes) {
    var counts = new TreeMap<String, Long>();
    outcomes.forEach(
        (outcome, count) -> {
          if (count > 0) {
            counts.put(word(outcome), count);
          }
        });
    return counts;
  }

  private static DeliveredFile file(Manifest.File file) {
    return new DeliveredFile(
        file.name(),
        file.branch(),
        file.endpoints(),
        word(file.publication().state()),
        file.publication().location());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String line(BadLine line) {
    return "%s: %s".formatted(line.place(), line.reason());
  }

  @Override
  public synchronized List<RunningDelivery> getRunning() {
    return List.copyOf(running.values());
  }

  @Override
  public List<FinishedDelivery> getLast() {
    return last.all();
  }

  @Override
  public String deliverAgain(String job) {
    int round = 0;
    var described = jobs.describe(Order.of(job));
    while (records.isFinished(described.inRound(round).delivery())) {
      round++;
    }
    queue.accept(Order.of(job, round));
    return "ordered: delivery %s".formatted(described.inRound(round).delivery());
  }
}
