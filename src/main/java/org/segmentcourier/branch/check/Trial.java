package org.segmentcourier.branch.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.URISupport;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.BranchEndpoint;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.text.Nearest;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Loads files of routes and starts them, in a context of their own that is dropped afterwards: with
 * the application's settings and beans, and with endpoints outside only pretended.
 */
final class Trial implements AutoCloseable {

  /** A route takes no time where all it calls is pretended. */
  private static final int PATIENCE_SECONDS = 10;

  private static final Pattern STEP = Pattern.compile(">>> (.*?) <<<", Pattern.DOTALL);
  private static final Pattern OF_BRANCH = Pattern.compile("^branch '([^']+)': ");
  private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*?)}]");

  /** What a message quotes of a file. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "'([^']+)'|registry for: (\\S+)|with name: (\\S+)|with key \\[([^\\]]+)]|function: (\\S+)");

  private final Components components;
  private final Set<String> own;
  private final DefaultCamelContext context;
  private final Model model;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param live whose settings and beans are used
   * @param own names of {@code direct:} that the application's own routes start from
   */
  Trial(CamelContext live, Components components, Set<String> own) {
    this.components = components;
    this.own = own;
    context = new Pretence(new DefaultRegistry(live.getRegistry()));
    model = context.getCamelContextExtension().getContextPlugin(Model.class);
    context.getCamelContextExtension().setName("trial");
    context.disableJMX();
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context.getShutdownStrategy().setTimeout(1);
    context.getPropertiesComponent().addPropertiesSource(new Settings(live));
    context.getCamelContextExtension().registerEndpointCallback((uri, real) -> stand(real));
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
    var component = component(uri);
    if (!components.allows(component)) {
      throw new IllegalArgumentException(components.refusal(component));
    }
    return isOurs(real) ? real : new Pretended(real, (to, exchange) -> sent.add(plain(to)));
  }

  private boolean isOurs(Endpoint endpoint) {
    var uri = endpoint.getEndpointUri();
    return component(uri).equals("branch")
        || (component(uri).equals("direct") && !own.contains(path(uri)));
  }

  private static String plain(String uri) {
    return URISupport.sanitizeUri(uri).replaceFirst("^(direct|log|branch)://", "$1:");
  }

  private static String component(String uri) {
    return uri.replaceFirst("[:?].*", "");
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
            file,
            null,
            1,
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
      return Optional.of(routes);
    } catch (Exception e) {
      findings.add(finding(file, null, 1, e));
      return Optional.empty();
    }
  }

  private void addRoutes(RouteFile file, RouteBuilder routes) {
    var elements = Yaml.read(file).map(Yaml::items).orElse(List.of());
    var plain = of(elements, "route").iterator();
    for (var route : routes.getRouteCollection().getRoutes()) {
      addRoute(file, plain.next(), route);
    }
    var templated = of(elements, "templatedRoute").iterator();
    for (var route : routes.getTemplatedRouteCollection().getTemplatedRoutes()) {
      var node = templated.next();
      if (model.getRouteTemplateDefinition(route.getRouteTemplateRef()) != null) {
        addTemplated(file, node, route);
      }
    }
  }

  private static List<Node> of(List<Node> elements, String key) {
    return elements.stream().flatMap(element -> Yaml.get(element, key).stream()).toList();
  }

  /** Looks at each step by itself first, so that not only the first mistake is found. */
  private void addRoute(RouteFile file, Node node, RouteDefinition route) {
    int before = findings.size();
    attempt(file, node, route.getInput().getLineNumber(), () -> resolve(route.getEndpointUrl()));
    steps(route).forEach(step -> look(file, node, step));
    if (findings.size() == before) {
      route.setAutoStartup("true");
      try {
        model.addRouteDefinition(route);
      } catch (Exception e) {
        findings.add(finding(file, node, line(route, e), e));
      }
    }
  }

  private void addTemplated(RouteFile file, Node node, TemplatedRouteDefinition route) {
    attempt(file, node, Place.of(file, node).line(), () -> model.addRouteFromTemplatedRoute(route));
  }

  private interface Action {
    void run() throws Exception;
  }

  /**
   * @param texts of the file that can be to blame
   */
  private void attempt(RouteFile file, Node node, int line, Action action, String... texts) {
    try {
      action.run();
    } catch (Exception e) {
      findings.add(finding(file, node, line, e, texts));
    }
  }

  private static Stream<ProcessorDefinition<?>> steps(ProcessorDefinition<?> parent) {
    return parent.getOutputs().stream()
        .flatMap(step -> Stream.concat(Stream.of(step), steps(step)));
  }

  private void look(RouteFile file, Node node, ProcessorDefinition<?> step) {
    int line = step.getLineNumber();
    if (step instanceof ToDynamicDefinition dynamic) {
      attempt(file, node, line, () -> simple(dynamic.getUri()), dynamic.getUri());
    } else if (step instanceof EndpointRequiredDefinition to) {
      attempt(file, node, line, () -> resolve(to.getEndpointUri()));
    } else if (step instanceof LogDefinition log) {
      attempt(file, node, line, () -> simple(log.getMessage()), log.getMessage());
    } else if (step instanceof ChoiceDefinition choice) {
      for (var when : choice.getWhenClauses()) {
        look(file, node, when.getLineNumber(), when.getExpression(), true);
      }
    } else if (step instanceof ExpressionNode one) {
      var isPredicate = step instanceof FilterDefinition || step instanceof ValidateDefinition;
      look(file, node, line, one.getExpression(), isPredicate);
    }
  }

  private void look(
      RouteFile file, Node node, int line, ExpressionDefinition expression, boolean isPredicate) {
    if (expression != null) {
      attempt(
          file,
          node,
          line,
          () -> {
            if (isPredicate) {
              expression.createPredicate(context);
            } else {
              expression.createExpression(context);
            }
          },
          expression.getExpression());
    }
  }

  private void simple(String text) {
    context.resolveLanguage("simple").createExpression(context.resolvePropertyPlaceholders(text));
  }

  private void resolve(String uri) {
    CamelContextHelper.getMandatoryEndpoint(context, context.resolvePropertyPlaceholders(uri));
  }

  /** The line of the step that Camel names, or of the route. */
  private static int line(RouteDefinition route, Exception failure) {
    var marked = STEP.matcher(String.valueOf(failure.getMessage()));
    var step = marked.find() ? marked.group(1) : "";
    return steps(route)
        .filter(one -> one.toString().equals(step))
        .map(ProcessorDefinition::getLineNumber)
        .findFirst()
        .orElse(route.getInput().getLineNumber());
  }

  /**
   * @param line where the step begins that is wrong; what is to blame may stand further below
   * @param texts what may be to blame, beside what the failure quotes
   */
  private Finding finding(RouteFile file, Node node, int line, Exception failure, String... texts) {
    var why = why(failure);
    var below =
        Stream.ofNullable(node)
            .flatMap(route -> Yaml.scalars(route).stream())
            .filter(scalar -> Place.of(file, scalar).line() >= line)
            .toList();
    return Stream.of(
            Stream.of(texts).flatMap(text -> with(below, text::equals)),
            quoted(why).flatMap(text -> with(below, text::equals)),
            quoted(why).flatMap(text -> with(below, value -> value.contains(text))),
            addresses(why).flatMap(text -> with(below, text::equals)),
            addresses(why).flatMap(text -> with(below, value -> value.contains(text))))
        .flatMap(found -> found)
        .findFirst()
        .or(() -> below.stream().findFirst())
        .map(scalar -> Place.of(file, scalar))
        .orElse(new Place(file, line, 1))
        .finding("%s", why);
  }

  /** Texts of a file that a message quotes. */
  private static Stream<String> quoted(String message) {
    var rest = OF_BRANCH.matcher(message).replaceFirst("");
    return QUOTED.matcher(rest).results().map(Trial::group);
  }

  /** The branch that a message is about, as an address and as an id. */
  private static Stream<String> addresses(String message) {
    return OF_BRANCH
        .matcher(message)
        .results()
        .flatMap(found -> Stream.of("branch:" + found.group(1), found.group(1)));
  }

  private static Stream<ScalarNode> with(List<ScalarNode> scalars, Predicate<String> text) {
    return scalars.stream().filter(scalar -> text.test(scalar.getValue())).limit(1);
  }

  private static String group(MatchResult result) {
    return Stream.iterate(1, group -> group + 1)
        .limit(result.groupCount())
        .map(result::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  /** In one line, without what only Camel's own people need. */
  private String why(Throwable failure) {
    var causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    for (var cause : causes) {
      if (cause instanceof SimpleIllegalSyntaxException syntax && syntax.getIndex() >= 0) {
        return "%s, at character %d of the expression"
            .formatted(syntax.getShortMessage(), syntax.getIndex() + 1);
      }
      if (cause instanceof ResolveEndpointFailedException unresolved) {
        var unknown = UNKNOWN.matcher(String.valueOf(cause.getMessage()));
        if (unknown.find()) {
          return unknownOption(component(unresolved.getUri()), unknown.group(1));
        }
      }
      if (cause instanceof NoSuchEndpointException missing
          && context.getComponent(component(missing.getUri())) == null) {
        return Components.missing(component(missing.getUri()));
      }
    }
    // What a component says comes first; of what Camel says, the last is nearest to the cause.
    var cause =
        causes.stream()
            .filter(one -> !one.getClass().getName().startsWith("org.apache.camel."))
            .findFirst()
            .orElse(causes.get(causes.size() - 1));
    return message(cause)
        .replaceAll("@[0-9a-f]{4,}", "")
        .replaceAll("\\s*\\^?\\s*[\\r\\n]\\s*", " ")
        .strip();
  }

  private static String message(Throwable cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private String unknownOption(String component, String options) {
    var names = Arrays.stream(options.split(", ")).map(one -> one.replaceFirst("=.*", "")).toList();
    var known = options(component);
    return names.stream()
        .map(
            name ->
                "%s has no option '%s'%s"
                    .formatted(
                        component,
                        name,
                        known.size() <= 12 && !known.isEmpty()
                            ? "; it must be " + Nearest.oneOf(known, name)
                            : Nearest.to(name, known)
                                .map("; did you mean %s?"::formatted)
                                .orElse("")))
        .collect(Collectors.joining("; "));
  }

  private List<String> options(String component) {
    var factory = context.getCamelContextExtension().getEndpointUriFactory(component);
    if (factory != null) {
      return factory.propertyNames().stream().sorted().toList();
    }
    return component.equals("branch")
        ? Arrays.stream(BranchEndpoint.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(UriParam.class))
            .map(Field::getName)
            .sorted()
            .toList()
        : List.of();
  }

  /** Hands each branch what the sample has for it, and tells where its route sends it. */
  List<Passage> pass(Function<Branch, Object> sample) {
    try (var template = context.createProducerTemplate()) {
      var passages = new ArrayList<Passage>();
      for (var branch : new Branches(context).now()) {
        sent.clear();
        var failure = hand(template, branch, sample.apply(branch));
        passages.add(new Passage(branch, new LinkedHashSet<>(sent).stream().toList(), failure));
      }
      return passages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> hand(ProducerTemplate template, Branch branch, Object body) {
    var handed = template.asyncRequestBody("branch:" + branch.id(), body);
    try {
      handed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(why(e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of("it takes more than %d s".formatted(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
