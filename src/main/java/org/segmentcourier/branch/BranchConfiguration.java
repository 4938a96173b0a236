package org.segmentcourier.branch;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds the beans of this room. */
public final class BranchConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    context.getRegistry().bind("branches", new Branches(context));
  }
}
