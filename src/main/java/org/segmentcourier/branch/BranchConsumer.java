package org.segmentcourier.branch;

import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** A branch that is there for as long as its route is started. */
final class BranchConsumer extends DefaultConsumer {

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
