package org.segmentcourier.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.apache.camel.CamelContext;

/**
 * Where all rooms count, for those who watch the application. What is counted here is shown by
 * whoever is added; as long as that is nobody, counting does nothing.
 */
public final class Meters {

  private static final String NAME = "meters";

  private final CompositeMeterRegistry all = new CompositeMeterRegistry();

  private Meters() {}

  /** Those of an application; there are some once somebody asks for them. */
  public static Meters of(CamelContext context) {
    var registry = context.getRegistry();
    var found = registry.lookupByNameAndType(NAME, Meters.class);
    if (found != null) {
      return found;
    }
    // Not the registry itself, which Camel would take for its own.
    var made = new Meters();
    registry.bind(NAME, made);
    return made;
  }

  /** For counters, timers and gauges. */
  public MeterRegistry all() {
    return all;
  }

  /** Has what is counted from now on shown by this one, too. */
  public void show(MeterRegistry shown) {
    all.add(shown);
  }
}
