package org.segmentcourier.branch;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Hands what it gets to the branch that has the endpoint's id at that moment. */
final class BranchProducer extends DefaultProducer {

  private final String id;
  private final BranchComponent branches;

  BranchProducer(BranchEndpoint endpoint, BranchComponent branches) {
    super(endpoint);
    this.id = endpoint.id();
    this.branches = branches;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    branches.handOver(id, exchange);
  }
}
