package org.segmentcourier.branch;

import java.util.List;
import java.util.Optional;
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
    return component().branches();
  }

  /** Whether there is a branch of this id at this moment. */
  public boolean has(String id) {
    return component().has(id);
  }

  /** The branch of this id as it is at this moment. */
  public Optional<Branch> find(String id) {
    return now().stream().filter(branch -> branch.id().equals(id)).findFirst();
  }

  private BranchComponent component() {
    return context.getComponent("branch", BranchComponent.class);
  }
}
