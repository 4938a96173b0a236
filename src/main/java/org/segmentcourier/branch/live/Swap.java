package org.segmentcourier.branch.live;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.branch.BranchComponent;
import org.segmentcourier.branch.check.Outline;
import org.segmentcourier.branch.check.RouteFile;

/**
 * Puts files of routes in the place of others, in a running context and all at once: hand-overs to
 * their branches wait meanwhile. If any of it fails, all is as it was.
 */
final class Swap {

  /**
   * A file, and what was loaded of it.
   *
   * @param file may be empty of routes
   */
  record Loaded(RouteFile file, Outline outline) {}

  private final CamelContext context;
  private final Model model;

  /** Camel is changed by one at a time; a wait for hand-overs is over by then. */
  private final Object camel = new Object();

  Swap(CamelContext context) {
    this.context = context;
    model = context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  /** Loads the first. */
  void load(Collection<RouteFile> files) throws Exception {
    var resources =
        files.stream().filter(file -> !file.isEmpty()).map(RouteFile::resource).toList();
    PluginHelper.getRoutesLoader(context).loadRoutes(resources);
  }

  /**
   * Swaps.
   *
   * @param branches ids of those that the old files have
   * @throws java.util.concurrent.TimeoutException if a hand-over to one of them takes long
   */
  void swap(Set<String> branches, Collection<Loaded> old, Collection<Loaded> next)
      throws Exception {
    branches()
        .change(
            branches,
            () -> {
              synchronized (camel) {
                return branches()
                    .exchange(
                        () -> {
                          exchange(old, next);
                          return null;
                        });
              }
            });
  }

  private BranchComponent branches() {
    return context.getComponent("branch", BranchComponent.class);
  }

  private void exchange(Collection<Loaded> old, Collection<Loaded> next) throws Exception {
    try {
      remove(old);
      load(files(next));
    } catch (Exception | LinkageError e) {
      putBack(old, next, e);
      throw e;
    }
  }

  private void putBack(Collection<Loaded> old, Collection<Loaded> next, Throwable why) {
    try {
      remove(next);
      remove(old);
      load(files(old));
    } catch (Exception e) {
      why.addSuppressed(e);
    }
  }

  private static List<RouteFile> files(Collection<Loaded> loaded) {
    return loaded.stream().map(Loaded::file).toList();
  }

  /** Whatever there is of it. */
  private void remove(Collection<Loaded> loaded) throws Exception {
    for (var file : loaded) {
      for (var route : file.outline().routes()) {
        if (context.getRoute(route) != null) {
          context.getRouteController().stopRoute(route);
          context.removeRoute(route);
        }
        var definition = model.getRouteDefinition(route);
        if (definition != null) {
          model.removeRouteDefinition(definition); // one that was never made a route
        }
      }
      for (var template : file.outline().templates()) {
        var definition = model.getRouteTemplateDefinition(template);
        if (definition != null) {
          model.removeRouteTemplateDefinition(definition);
        }
      }
    }
  }
}
