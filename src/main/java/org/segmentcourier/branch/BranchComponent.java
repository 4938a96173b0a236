package org.segmentcourier.branch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * Branches of a delivery. A route that starts from {@code branch:<id>} <em>is</em> the branch, from
 * its start to its stop; a step to {@code branch:<id>} hands a segment file over to it.
 */
@Component("branch")
public final class BranchComponent extends DefaultComponent {

  private final Map<String, BranchConsumer> open = new ConcurrentSkipListMap<>();
  private final Gates gates = new Gates();
  private final ReadWriteLock exchange = new ReentrantReadWriteLock();

  @Override
  protected Endpoint createEndpoint(String uri, String id, Map<String, Object> parameters)
      throws Exception {
    var endpoint = new BranchEndpoint(uri, this, id);
    setProperties(endpoint.getOptions(), parameters);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /**
   * The branches that there are now, by id.
   *
   * @throws RejectedExecutionException if the application stops without waiting any longer, and
   *     some of its branches have gone already
   */
  List<Branch> branches() {
    refuseWhileStopping();
    exchange.readLock().lock();
    try {
      return open.values().stream().map(BranchConsumer::branch).toList();
    } finally {
      exchange.readLock().unlock();
    }
  }

  /** Whether there is such a branch now. */
  boolean has(String id) {
    return open.containsKey(id);
  }

  /**
   * Takes routes away and puts others in their place, so that nobody sees what is between: a build
   * that began just then would leave branches out.
   */
  public <T> T exchange(Callable<T> change) throws Exception {
    exchange.writeLock().lock();
    try {
      return change.call();
    } finally {
      exchange.writeLock().unlock();
    }
  }

  void open(BranchConsumer consumer) {
    var id = consumer.branch().id();
    if (open.putIfAbsent(id, consumer) != null) {
      throw new IllegalStateException("branch '" + id + "' is defined twice");
    }
  }

  void close(BranchConsumer consumer) {
    open.remove(consumer.branch().id(), consumer);
  }

  /**
   * Has the branch's route process the exchange's body, and gives it what becomes of that. While
   * the branch is being changed, this waits.
   *
   * @throws NoSuchBranch if there is no such branch (any more)
   * @throws RejectedExecutionException if there is none because the application stops
   */
  void handOver(String id, Exchange exchange) throws Exception {
    gates.pass(
        id,
        () -> {
          var consumer = open.get(id);
          if (consumer == null) {
            refuseWhileStopping();
            throw new NoSuchBranch(id);
          }
          exchange.getMessage().setBody(consumer.handOver(exchange));
          return null;
        });
  }

  private void refuseWhileStopping() {
    var context = getCamelContext();
    if (context.isStopped() || context.getShutdownStrategy().isForceShutdown()) {
      throw new RejectedExecutionException("The application stops, and its branches with it");
    }
  }

  /**
   * Changes the routes of branches while nothing is handed to any of them.
   *
   * @throws java.util.concurrent.TimeoutException if hand-overs that are under way take too long
   */
  public <T> T change(Collection<String> ids, Callable<T> change) throws Exception {
    return gates.close(ids, change);
  }
}
