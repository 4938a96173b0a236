package org.segmentcourier.branch;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.URISupport;
import org.segmentcourier.log.LogContext;
import org.segmentcourier.text.FailedAt;

/**
 * A branch that is there for as long as its route is started. When the application stops, it stays
 * until the deliveries that are under way are done.
 */
final class BranchConsumer extends DefaultConsumer implements ShutdownAware {

  private final BranchComponent branches;
  private final Branch branch;

  BranchConsumer(
      BranchEndpoint endpoint, Processor processor, BranchComponent branches, Branch branch) {
    super(endpoint, processor);
    this.branches = branches;
    this.branch = branch;
  }

  Branch branch() {
    return branch;
  }

  /**
   * Has the branch's route process what is handed over, as the branch has it: whole, or some
   * endpoints at a time.
   *
   * @param from what is handed over, with the headers that go with it
   * @return what the route makes of it; if it gets several, what was handed over
   */
  Object handOver(Exchange from) throws Exception {
    var body = from.getMessage().getBody();
    return branch.of() == HandOver.BATCHES && body instanceof InBatches inBatches
        ? handOver(from, inBatches)
        : process(from, body);
  }

  private Object handOver(Exchange from, InBatches body) throws Exception {
    try (var batches = body.batches()) {
      while (batches.hasNext()) {
        process(from, batches.next());
      }
    }
    return body;
  }

  /**
   * In an exchange of its own: should the route stop, roll back or set a variable, that is no
   * business of whoever hands over. Nor is it the branch's what message that works on: a failure
   * that was taken for that message's last one would count as handled.
   */
  private Object process(Exchange from, Object body) throws Exception {
    var exchange = createExchange(false);
    try {
      exchange.setProperty(ExchangePropertyKey.CORRELATION_ID, from.getExchangeId());
      LogContext.carry(from, exchange);
      from.getMessage()
          .getHeaders()
          .forEach(
              (name, value) -> {
                if (!name.startsWith("Camel")) {
                  exchange.getMessage().setHeader(name, value);
                }
              });
      exchange.getMessage().setBody(body);
      getProcessor().process(exchange);
      refuseFailure(exchange);
      return exchange.getMessage().getBody();
    } finally {
      releaseExchange(exchange, false);
    }
  }

  private void refuseFailure(Exchange exchange) throws Exception {
    if (exchange.getException() != null) {
      var other = ObjectHelper.getException(NoSuchBranch.class, exchange.getException());
      throw other == null
          ? new FailedAt(where(exchange), exchange.getException())
          : new IllegalStateException(
              "The route of branch '%s' hands on to another one: %s"
                  .formatted(branch.id(), other.getMessage()));
    }
    if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
      throw new IllegalStateException(
          "The route of branch '%s' has marked what it got for rollback, so that it is not done"
              .formatted(branch.id()));
    }
  }

  /** The branch, and who was asked last. */
  private String where(Exchange exchange) {
    var to = exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
    return "branch '%s'%s"
        .formatted(branch.id(), to == null ? "" : ", to " + URISupport.sanitizeUri(to));
  }

  @Override
  public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
    return true;
  }

  @Override
  public int getPendingExchangesSize() {
    return 0; // who hands a file over waits for the route
  }

  @Override
  public void prepareShutdown(boolean suspendOnly, boolean forced) {
    // nothing is kept here
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    branches.open(this);
  }

  @Override
  protected void doStop() throws Exception {
    branches.close(this);
    super.doStop();
  }
}
