package org.segmentcourier.training;

import java.util.List;
import javax.management.ConstructorParameters;

/** A training run, as people see it in JMX. */
public final class RunState {

  private final String datasetGroup;
  private final String run;
  private final String config;
  private final int ticks;
  private final String outcome;
  private final String seen;
  private final List<ResourceState> resources;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"datasetGroup", "run", "config", "ticks", "outcome", "seen", "resources"})
  public RunState(
      String datasetGroup,
      String run,
      String config,
      int ticks,
      String outcome,
      String seen,
      List<ResourceState> resources) {
    this.datasetGroup = datasetGroup;
    this.run = run;
    this.config = config;
    this.ticks = ticks;
    this.outcome = outcome;
    this.seen = seen;
    this.resources = resources;
  }

  public String getDatasetGroup() {
    return datasetGroup;
  }

  /** What tells it from others: a hash of its inputs. */
  public String getRun() {
    return run;
  }

  /** Key of the training config. */
  public String getConfig() {
    return config;
  }

  /** How often it was looked at. */
  public int getTicks() {
    return ticks;
  }

  /**
   * How it stands: {@code running}, {@code waiting for …}, {@code complete}, {@code failed: …},
   * {@code overdue}.
   */
  public String getOutcome() {
    return outcome;
  }

  /** When this container has looked at it last. */
  public String getSeen() {
    return seen;
  }

  /** What Personalize has of it. */
  public List<ResourceState> getResources() {
    return resources;
  }
}
