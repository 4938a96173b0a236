package org.segmentcourier.sandbox.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts steps behind those that they depend on, otherwise as the template has them. */
final class Order {

  private final Map<String, Plan.Step> byId = new LinkedHashMap<>();
  private final Map<String, Plan.Step> ordered = new LinkedHashMap<>();
  private final Set<String> underWay = new LinkedHashSet<>();

  private Order(List<Plan.Step> steps) {
    steps.forEach(step -> byId.put(step.logicalId(), step));
  }

  /**
   * @throws TemplateException if steps depend on each other in a circle, or on one that isn't made
   */
  static List<Plan.Step> of(List<Plan.Step> steps) {
    var order = new Order(steps);
    order.byId.values().forEach(order::add);
    return new ArrayList<>(order.ordered.values());
  }

  private void add(Plan.Step step) {
    if (ordered.containsKey(step.logicalId())) {
      return;
    }
    if (!underWay.add(step.logicalId())) {
      throw new TemplateException(step.path(), "depends on itself: " + underWay);
    }
    step.dependencies().stream().sorted().forEach(id -> add(dependency(step, id)));
    underWay.remove(step.logicalId());
    ordered.put(step.logicalId(), step);
  }

  private Plan.Step dependency(Plan.Step step, String logicalId) {
    var dependency = byId.get(logicalId);
    if (dependency == null) {
      throw new TemplateException(step.path(), "depends on '" + logicalId + "', which isn't made");
    }
    return dependency;
  }
}
