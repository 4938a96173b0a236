package org.segmentcourier.branch.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.LoggingLevel;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.check.Blame.Part;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Loads files of routes and starts them, in a context of their own that is dropped afterwards: with
 * the application's settings and beans, and with endpoints outside only pretended.
 */
final class Trial implements AutoCloseable {

  private static final Pattern STEP = Pattern.compile(">>> (.*?) <<<", Pattern.DOTALL);

  private final Components components;
  private final Set<String> own;
  private final DefaultCamelContext context;
  private final Model model;
  private final Blame blame;
  private final List<Finding> findings = new ArrayList<>();

  private final Samples samples;

  /**
   * @param live whose settings and beans are used
   * @param own names of {@code direct:} that the application's own routes start from
   * @param patience for a route that a sample goes through, and in which nobody is really called
   */
  Trial(CamelContext live, Components components, Set<String> own, Duration patience) {
    this.components = components;
    this.own = own;
    context = new Pretence(new DefaultRegistry(live.getRegistry()));
    model = context.getCamelContextExtension().getContextPlugin(Model.class);
    context.getCamelContextExtension().setName("trial");
    // A route that fails is told as a finding, not in the log as if it were a delivery.
    context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    context.disableJMX();
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context.getShutdownStrategy().setTimeout(1);
    context.getPropertiesComponent().addPropertiesSource(new Settings(live));
    context.getCamelContextExtension().registerEndpointCallback((uri, real) -> stand(real));
    blame = new Blame(context);
    samples = new Samples(context, patience, blame::why);
    context.start();
  }

  /** Starts no endpoint but ours: the others would call whom they are for. */
  private final class Pretence extends DefaultCamelContext {

    Pretence(Registry registry) {
      super(registry);
    }

    @Override
    public void addService(Object service) throws Exception {
      if (!(service instanceof Endpoint endpoint) || isOurs(endpoint)) {
        super.addService(service);
      }
    }

    @Override
    public void addPrototypeService(Object service) {
      if (!(service instanceof Endpoint endpoint) || isOurs(endpoint)) {
        super.addPrototypeService(service);
      }
    }
  }

  /** Placeholders stand for what they do in the application. */
  private record Settings(CamelContext live) implements PropertiesSource {

    @Override
    public String getName() {
      return "application";
    }

    @Override
    public String getProperty(String name) {
      return live.getPropertiesComponent().resolveProperty(name).orElse(null);
    }
  }

  private Endpoint stand(Endpoint real) {
    var uri = real.getEndpointUri();
    var component = Blame.component(uri);
    if (!components.allows(component)) {
      throw new IllegalArgumentException(components.refusal(component));
    }
    return isOurs(real) ? real : new Pretended(real, samples::take, samples::ask);
  }

  private boolean isOurs(Endpoint endpoint) {
    var uri = endpoint.getEndpointUri();
    return Blame.component(uri).equals("branch")
        || (Blame.component(uri).equals("direct") && !own.contains(path(uri)));
  }

  private static String path(String uri) {
    return uri.replaceFirst("^[^:]*:(//)?", "").replaceFirst("\\?.*", "");
  }

  /**
   * Loads files that are known to follow the rules, in this order.
   *
   * @return what is wrong with them
   */
  List<Finding> load(Collection<RouteFile> files) {
    var parsed = new HashMap<RouteFile, RouteBuilder>();
    for (var file : files) {
      parse(file).ifPresent(routes -> parsed.put(file, routes));
    }
    for (var file : files) {
      var routes = parsed.get(file);
      if (routes != null) {
        attempt(
            new Part(file),
            () ->
                model.addRouteTemplateDefinitions(
                    routes.getRouteTemplateCollection().getRouteTemplates()));
      }
    }
    parsed.keySet().stream()
        .sorted(Comparator.comparing(RouteFile::location))
        .forEach(file -> addRoutes(file, parsed.get(file)));
    return findings;
  }

  private Optional<RouteBuilder> parse(RouteFile file) {
    try {
      var builder =
          PluginHelper.getRoutesLoader(context)
              .findRoutesBuilders(List.of(file.resource()))
              .iterator()
              .next();
      var routes = (RouteBuilder) builder;
      routes.configureRoutes(context);
      routes.getRouteCollection().getRoutes().forEach(Trial::hurry);
      routes
          .getRouteTemplateCollection()
          .getRouteTemplates()
          .forEach(template -> hurry(template.getRoute()));
      return Optional.of(routes);
    } catch (Exception | LinkageError | StackOverflowError e) {
      findings.add(blame.find(new Part(file), e));
      return Optional.empty();
    }
  }

  /** What fails is not tried again here, nor told in the log. */
  private static void hurry(RouteDefinition route) {
    if (route.isErrorHandlerFactorySet()
        && route.getErrorHandlerFactory() instanceof DefaultErrorHandlerDefinition handler) {
      handler.setLevel(LoggingLevel.OFF.name());
      if (handler.hasRedeliveryPolicy()) {
        handler.getRedeliveryPolicy().setMaximumRedeliveries("0");
      }
    }
  }

  private void addRoutes(RouteFile file, RouteBuilder routes) {
    var elements = Yaml.read(file).map(Yaml::items).orElse(List.of());
    var plain = of(elements, "route").iterator();
    for (var route : routes.getRouteCollection().getRoutes()) {
      addRoute(new Part(file, plain.next()), route);
    }
    var templated = of(elements, "templatedRoute").iterator();
    for (var route : routes.getTemplatedRouteCollection().getTemplatedRoutes()) {
      var part = new Part(file, templated.next());
      var template = model.getRouteTemplateDefinition(route.getRouteTemplateRef());
      if (template != null) { // else the file that has it is wrong
        attempt(
            part.madeFrom(template.getId(), template.getLocation()),
            () -> model.addRouteFromTemplatedRoute(route));
      }
    }
  }

  private static List<Node> of(List<Node> elements, String key) {
    return elements.stream().flatMap(element -> Yaml.get(element, key).stream()).toList();
  }

  /** Looks at each step by itself first, so that not only the first mistake is found. */
  private void addRoute(Part part, RouteDefinition route) {
    int before = findings.size();
    attempt(part.from(route.getInput().getLineNumber()), () -> resolve(route.getEndpointUrl()));
    steps(route).forEach(step -> look(part, step));
    if (findings.size() == before) {
      try {
        model.addRouteDefinition(route);
      } catch (Exception | LinkageError | StackOverflowError e) {
        findings.add(blame.find(part.from(line(route, e)), e));
      }
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  /**
   * A library that lacks another one shows as an error of linkage; what is nested too deeply as one
   * of the stack.
   */
  private void attempt(Part part, Action action) {
    try {
      action.run();
    } catch (Exception | LinkageError | StackOverflowError e) {
      findings.add(blame.find(part, e));
    }
  }

  private static Stream<ProcessorDefinition<?>> steps(ProcessorDefinition<?> parent) {
    return parent.getOutputs().stream()
        .flatMap(step -> Stream.concat(Stream.of(step), steps(step)));
  }

  private void look(Part route, ProcessorDefinition<?> step) {
    var part = route.from(step.getLineNumber());
    if (step instanceof ToDynamicDefinition dynamic) {
      attempt(part.with(dynamic.getUri()), () -> simple(dynamic.getUri()));
    } else if (step instanceof EndpointRequiredDefinition to) {
      attempt(part.with(to.getEndpointUri()), () -> resolve(to.getEndpointUri()));
    } else if (step instanceof LogDefinition log) {
      attempt(part.with(log.getMessage()), () -> simple(log.getMessage()));
    } else if (step instanceof ChoiceDefinition choice) {
      for (var when : choice.getWhenClauses()) {
        look(route.from(when.getLineNumber()), when.getExpression(), true);
      }
    } else if (step instanceof ExpressionNode one) {
      var isPredicate = step instanceof FilterDefinition || step instanceof ValidateDefinition;
      look(part, one.getExpression(), isPredicate);
    }
  }

  private void look(Part part, ExpressionDefinition expression, boolean isPredicate) {
    if (expression != null) {
      attempt(
          part.with(expression.getExpression()),
          () -> {
            if (isPredicate) {
              expression.createPredicate(context);
            } else {
              expression.createExpression(context);
            }
          });
    }
  }

  private void simple(String text) {
    context.resolveLanguage("simple").createExpression(context.resolvePropertyPlaceholders(text));
  }

  private void resolve(String uri) {
    CamelContextHelper.getMandatoryEndpoint(context, context.resolvePropertyPlaceholders(uri));
  }

  /** The line of the step that Camel names, or of the route. */
  private static int line(RouteDefinition route, Throwable failure) {
    var marked = STEP.matcher(String.valueOf(failure.getMessage()));
    var step = marked.find() ? marked.group(1) : "";
    return steps(route)
        .filter(one -> one.toString().equals(step))
        .map(ProcessorDefinition::getLineNumber)
        .findFirst()
        .orElse(route.getInput().getLineNumber());
  }

  /** Hands each branch what the sample has for it, and tells where its route sends it. */
  List<Passage> pass(Function<Branch, Handed> sample) {
    return samples.pass(sample);
  }

  @Override
  public void close() {
    context.stop();
  }
}
