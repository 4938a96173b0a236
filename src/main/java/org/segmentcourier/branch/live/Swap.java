package org.segmentcourier.branch.live;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;
import org.segmentcourier.branch.BranchComponent;
import org.segmentcourier.branch.check.Outline;
import org.segmentcourier.branch.check.RouteFile;

/**
 * Puts files of routes in the place of others, in a running context and all at once: hand-overs to
 * their branches wait meanwhile. If any of it fails, all is as it was, as far as that can be had.
 */
final class Swap {

  /**
   * A file, and what was loaded of it.
   *
   * @param file may be empty of routes
   */
  record Loaded(RouteFile file, Outline outline) {}

  /** What ran before could not be put back: nothing of the files runs. */
  static final class Lost extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param why the change failed
     * @param failure of what ran before
     */
    private Lost(Throwable why, Throwable failure) {
      super("what ran before could not be put back", why);
      addSuppressed(failure);
    }
  }

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
   * Starts the endpoints that a file's routes go to, and stops them: when the application starts,
   * one that can't be started would keep it from that.
   */
  void rehearse(Loaded file) throws Exception {
    for (var id : file.outline().routes()) {
      var route = model.getRouteDefinition(id);
      var steps =
          ProcessorDefinitionHelper.filterTypeInOutputs(
              route.getOutputs(), EndpointRequiredDefinition.class);
      withParameters(
          route,
          () -> {
            for (var step : steps) {
              rehearse(context.resolvePropertyPlaceholders(step.getEndpointUri()));
            }
            return null;
          });
    }
  }

  /** Camel itself, which has not started yet, would put the start off. */
  private void rehearse(String uri) throws Exception {
    var component = context.getComponent(uri.substring(0, uri.indexOf(':')));
    var endpoint = component.createEndpoint(URISupport.normalizeUri(uri));
    try {
      ServiceHelper.startService(endpoint);
    } finally {
      ServiceHelper.stopAndShutdownService(endpoint);
    }
  }

  /** A route that is made from a template has placeholders that are its own. */
  private void withParameters(RouteDefinition route, Callable<Void> action) throws Exception {
    var properties = context.getPropertiesComponent();
    try {
      if (route.getTemplateParameters() != null) {
        var parameters = new Properties();
        parameters.putAll(route.getTemplateParameters());
        properties.setLocalProperties(parameters);
      }
      action.call();
    } finally {
      properties.setLocalProperties(null);
    }
  }

  /**
   * Swaps.
   *
   * @param old may be gone already
   * @throws java.util.concurrent.TimeoutException if a hand-over to one of their branches takes
   *     long
   * @throws Lost if it fails, and the old can't be put back
   */
  void swap(Collection<Loaded> old, Collection<Loaded> next) throws Exception {
    branches()
        .change(
            ids(old, next),
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

  /** Those to come, too: who builds elsewhere may know them, and hand over what is half there. */
  private static Set<String> ids(Collection<Loaded> old, Collection<Loaded> next) {
    return Stream.of(old, next)
        .flatMap(Collection::stream)
        .flatMap(file -> file.outline().branches().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private BranchComponent branches() {
    return context.getComponent("branch", BranchComponent.class);
  }

  private void exchange(Collection<Loaded> old, Collection<Loaded> next) throws Exception {
    try {
      remove(old);
      load(files(next));
    } catch (Exception | Error e) {
      putBack(old, next, e);
      throw e;
    }
  }

  private void putBack(Collection<Loaded> old, Collection<Loaded> next, Throwable why) throws Lost {
    try {
      remove(next);
      remove(old);
      load(files(old));
    } catch (Exception | Error e) {
      throw new Lost(why, e);
    }
  }

  private static List<RouteFile> files(Collection<Loaded> loaded) {
    return loaded.stream().map(Loaded::file).toList();
  }

  /** Whatever there is of it. */
  void remove(Collection<Loaded> loaded) throws Exception {
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
