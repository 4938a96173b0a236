package org.segmentcourier.branch;

import java.util.List;
import org.apache.camel.CamelContext;

/** The branches of this application. */
public final class Branches {

  private final CamelContext context;

  /**
   * @param context whose component {@code branch} has them
   */
  public Branches(CamelContext context) {
    this.context = context;
  }

  /**
   * The branches that there are at this moment, sorted by id. Who keeps the list works with the
   * branches as they were, whatever is changed meanwhile.
   */
  public List<Branch> now() {
    return context.getComponent("branch", BranchComponent.class).branches();
  }
}
