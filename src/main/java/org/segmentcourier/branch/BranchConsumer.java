package org.segmentcourier.branch;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;

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
