package org.segmentcourier.branch.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segmentcourier.branch.check.Contents.Named;
import org.segmentcourier.branch.check.Contents.Parameter;
import org.segmentcourier.branch.check.Contents.Route;
import org.segmentcourier.branch.check.Contents.Template;
import org.segmentcourier.branch.check.Contents.Templated;
import org.segmentcourier.text.Nearest;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What a file of branches may hold, beyond the {@link Grammar}: much that Camel accepts without a
 * word fails only when a segment is on its way, or does what no operator's file should.
 */
final class Rules {

  private static final List<String> ELEMENTS = List.of("route", "routeTemplate", "templatedRoute");

  /** Steps that go where their address says, which may have expressions in it. */
  private static final Set<String> ADDRESSED =
      Set.of("from", "to", "toD", "poll", "interceptSendToEndpoint");

  private static final Set<String> STARTS = Set.of("branch", "direct");

  private static final Set<String> STATIC = Set.of("from", "to", "poll");

  /** Steps that go where an expression says. */
  private static final Set<String> EXPRESSED =
      Set.of("enrich", "pollEnrich", "recipientList", "routingSlip", "dynamicRouter");

  /** What stands between addresses, where there may be several. */
  private static final Map<String, String> DELIMITERS =
      Map.of(
          "recipientList", "delimiter",
          "routingSlip", "uriDelimiter",
          "dynamicRouter", "uriDelimiter");

  /** Keys below other steps whose values are addresses. */
  private static final Set<String> ADDRESSES =
      Set.of("uri", "deadLetterUri", "afterUri", "compensation", "completion");

  static final String WRITTEN_OUT =
      "'%s' must be written out: which branch it is must be known before a delivery comes";

  private static final Set<String> LANGUAGES =
      Set.of(
          "constant",
          "exchangeProperty",
          "header",
          "jq",
          "jsonpath",
          "method",
          "ref",
          "simple",
          "tokenize",
          "variable",
          "xpath",
          "xquery",
          "xtokenize",
          "language");

  private static final Pattern SCHEME =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)(?=[:?]|$).*", Pattern.DOTALL);
  private static final Pattern OPTION = Pattern.compile("[?&](destination|of)=([^&]*)");

  private final RouteFile file;
  private final Components components;
  private final Forbidden forbidden;
  private final Placeholders placeholders;
  private final Contents contents = new Contents();
  private final List<Finding> findings = new ArrayList<>();

  /** Where ids are noted: those of a template are not there before a route is made from it. */
  private List<Named> ids = contents.ids;

  /** Addresses of {@code direct:} that the route at hand goes to. */
  private List<Named> calls = new ArrayList<>();

  private Rules(
      RouteFile file, Components components, Function<String, Optional<String>> properties) {
    this.file = file;
    this.components = components;
    this.forbidden = new Forbidden(components);
    this.placeholders = new Placeholders(properties);
  }

  /** What a file has, and what is wrong with it. */
  record Reading(Contents contents, List<Finding> findings) {}

  /**
   * Reads a file of branches.
   *
   * @param properties gives the value of a placeholder, if it has one
   */
  static Reading read(
      RouteFile file, Components components, Function<String, Optional<String>> properties) {
    var rules = new Rules(file, components, properties);
    try {
      Yaml.read(file).ifPresent(rules::root);
    } catch (Yaml.Unreadable e) {
      rules.findings.add(e.finding());
    }
    return new Reading(rules.contents, List.copyOf(rules.findings));
  }

  /** What one of the application's own files has; it is held to no rules. */
  static Contents of(RouteFile own) {
    var rules = new Rules(own, new Components(List.of()), key -> Optional.empty());
    Yaml.read(own).stream()
        .flatMap(root -> Yaml.items(root).stream())
        .forEach(
            element ->
                Yaml.get(element, "route")
                    .ifPresentOrElse(rules::route, () -> rules.walk("", element)));
    return rules.contents;
  }

  private void root(Node root) {
    if (Yaml.text(root) != null && Yaml.text(root).isEmpty()) {
      return; // nothing but comments
    }
    if (Yaml.items(root).isEmpty()) {
      add(root, "a file of routes is a list: each item begins with '- route:' or the like");
    }
    for (var element : Yaml.items(root)) {
      var key = Yaml.tuples(element).stream().findFirst().map(tuple -> tuple.getKeyNode());
      var name = key.map(Yaml::text).orElse("");
      if (ELEMENTS.contains(name)) {
        findings.addAll(Grammar.ofCamel().check(file, element));
        element(name, Yaml.tuples(element).get(0).getValueNode());
      } else {
        add(
            key.orElse(element),
            "'%s' can't stand in a file of branches; an item must be %s",
            name,
            Nearest.oneOf(ELEMENTS, name));
      }
    }
  }

  private void element(String name, Node node) {
    switch (name) {
      case "route" -> route(node);
      case "routeTemplate" -> template(node);
      default -> templated(node);
    }
  }

  private void route(Node node) {
    var id = Yaml.get(node, "id");
    if (id.isEmpty()) {
      add(node, "the route has no id, such as 'id: branch-sms'");
    }
    id.map(Yaml::text).ifPresent(contents.routes::add);
    contents.plain.add(collected(Yaml.get(node, "from"), () -> walk("route", node)));
  }

  /**
   * @param walk finds what the route calls
   */
  private Route collected(Optional<Node> from, Runnable walk) {
    calls = new ArrayList<>();
    walk.run();
    return new Route(
        from.map(this::start).orElse(new Named("", new Place(file, 1, 1))),
        from.map(this::options).orElse(Map.of()),
        List.copyOf(calls));
  }

  private Named start(Node from) {
    var address = address(from);
    var place = place(Yaml.get(from, "uri").orElse(from));
    var filled = fill(address);
    if (address.startsWith("{{")
        || (filled.startsWith("branch:") && placeholders.areLeft(Contents.path(address)))) {
      findings.add(place.finding(WRITTEN_OUT, address));
      return new Named("", place);
    }
    return new Named(filled, place);
  }

  /** Camel takes an option's name in whatever capitals. */
  private Map<String, Named> options(Node from) {
    var options = new TreeMap<String, Named>(String.CASE_INSENSITIVE_ORDER);
    var address = Yaml.get(from, "uri").orElse(from);
    OPTION
        .matcher(fill(address(from)))
        .results()
        .forEach(found -> options.put(found.group(1), new Named(found.group(2), place(address))));
    Yaml.get(from, "parameters").map(Yaml::tuples).orElse(List.of()).stream()
        .filter(option -> Yaml.text(option.getValueNode()) != null)
        .forEach(
            option ->
                options.put(
                    Yaml.text(option.getKeyNode()),
                    new Named(
                        fill(Yaml.text(option.getValueNode())), place(option.getValueNode()))));
    return options;
  }

  private void template(Node node) {
    var id = Yaml.get(node, "id").orElse(node);
    var known = parameters(node);
    var templateIds = new ArrayList<Named>();
    placeholders.leave(known.keySet());
    ids = templateIds;
    var route = Yaml.get(node, "route");
    var from = route.flatMap(found -> Yaml.get(found, "from")).or(() -> Yaml.get(node, "from"));
    var made = collected(from, () -> ofTemplate(node));
    placeholders.leave(Set.of());
    ids = contents.ids;
    var template =
        new Template(
            named(id),
            known,
            made,
            List.copyOf(templateIds),
            route.flatMap(found -> Yaml.get(found, "nodePrefixId")).isPresent());
    if (contents.templates.putIfAbsent(template.id().name(), template) != null) {
      add(id, "template '%s' is defined twice", template.id().name());
    }
  }

  private void ofTemplate(Node node) {
    for (var tuple : Yaml.tuples(node)) {
      var key = Yaml.text(tuple.getKeyNode());
      if ("parameters".equals(key)) {
        Yaml.items(tuple.getValueNode()).stream()
            .flatMap(parameter -> Yaml.get(parameter, "defaultValue").stream())
            .forEach(value -> Yaml.scalars(value).forEach(this::text));
      } else if (!"id".equals(key)) {
        child("routeTemplate", tuple.getKeyNode(), tuple.getValueNode());
      }
    }
  }

  private static Map<String, Parameter> parameters(Node template) {
    var known = new LinkedHashMap<String, Parameter>();
    for (var parameter : Yaml.get(template, "parameters").map(Yaml::items).orElse(List.of())) {
      var value = Yaml.text(parameter, "defaultValue").orElse(null);
      boolean optional = Yaml.text(parameter, "required").orElse("true").equals("false");
      Yaml.text(parameter, "name")
          .ifPresent(name -> known.put(name, new Parameter(!optional && value == null, value)));
    }
    return known;
  }

  private void templated(Node node) {
    var values = new LinkedHashMap<String, Named>();
    for (var parameter : Yaml.get(node, "parameters").map(Yaml::items).orElse(List.of())) {
      var value = Yaml.text(parameter, "value").orElse("");
      var at = Yaml.get(parameter, "name").orElse(parameter);
      Yaml.text(parameter, "name")
          .filter(name -> values.putIfAbsent(name, new Named(value, place(at))) != null)
          .ifPresent(name -> add(at, "parameter '%s' stands here twice", name));
    }
    var id = Yaml.get(node, "routeId");
    if (id.isEmpty()) {
      add(node, "the route has no routeId, such as 'routeId: branch-sms'");
    }
    id.ifPresent(found -> ids.add(named(found)));
    contents.templated.add(
        new Templated(
            place(node),
            Yaml.get(node, "routeTemplateRef").map(this::named),
            id.map(this::named),
            Yaml.text(node, "prefixId").orElse(""),
            values));
    walk("templatedRoute", node);
  }

  /** Looks at each key and each text of what a key has. */
  private void walk(String name, Node node) {
    if (ADDRESSED.contains(name)) {
      addressed(name, node);
    } else if (EXPRESSED.contains(name)) {
      expressed(name, node);
    }
    if (name.equals("route")) {
      Yaml.get(node, "id").ifPresent(id -> ids.add(named(id)));
    }
    for (var tuple : Yaml.tuples(node)) {
      child(name, tuple.getKeyNode(), tuple.getValueNode());
    }
    for (var item : Yaml.items(node)) {
      Yaml.get(item, "id").ifPresent(id -> ids.add(named(id)));
      walk("", item);
    }
    if (node instanceof ScalarNode scalar) {
      text(scalar);
    }
  }

  private void child(String parent, Node keyNode, Node value) {
    var key = String.valueOf(Yaml.text(keyNode));
    forbidden
        .key(parent, key, Optional.ofNullable(Yaml.text(value)).orElse(""))
        .ifPresent(why -> findings.add(place(keyNode).finding("%s", why)));
    if (ADDRESSES.contains(key) && Yaml.text(value) != null) {
      uri(value, Yaml.text(value), parent);
    }
    if (key.equals("language")) {
      Yaml.text(value, "language")
          .filter(language -> !LANGUAGES.contains(language))
          .ifPresent(
              language ->
                  add(
                      Yaml.get(value, "language").orElse(value),
                      "language '%s' is not allowed; it must be %s",
                      language,
                      Nearest.oneOf(LANGUAGES.stream().sorted().toList(), language)));
    }
    if (key.equals("parameters")) {
      Yaml.tuples(value).forEach(this::option); // of a component: no steps
      Yaml.scalars(value).forEach(this::text);
      return;
    }
    // The id of a route is noted with the route, not with what its `from` or a step has.
    if (value instanceof MappingNode && !key.equals("route") && !key.equals("routeTemplate")) {
      Yaml.get(value, "id").ifPresent(id -> ids.add(named(id)));
    }
    walk(key, value);
  }

  private void option(NodeTuple option) {
    var value = option.getValueNode();
    var name = Yaml.text(option.getKeyNode());
    if (value instanceof MappingNode) {
      add(value, "'%s' must be one text, without keys of its own", name);
    } else if (value instanceof ScalarNode) {
      forbidden
          .option(name, fill(Yaml.text(value)))
          .ifPresent(why -> findings.add(place(option.getKeyNode()).finding("%s", why)));
    } else {
      add(
          value,
          "'%s' must be one text, no list; if it may have several values, with commas between them:"
              + " %s",
          name,
          Yaml.items(value).stream().map(Yaml::text).collect(Collectors.joining(",")));
    }
  }

  private void text(ScalarNode scalar) {
    for (var why : forbidden.text(placeholders.plain(scalar.getValue()))) {
      findings.add(place(scalar).finding("%s", why));
    }
    placeholders
        .unknown(scalar.getValue())
        .forEach(why -> findings.add(place(scalar).finding("%s", why)));
  }

  private void addressed(String name, Node node) {
    if (Yaml.text(node) != null) {
      uri(node, Yaml.text(node), name);
    } else if (Yaml.text(node, "uri").orElse("").equals("direct")) {
      called(Yaml.get(node, "uri").orElse(node), address(node), name);
    }
  }

  /** Where an endpoint is, with what its `parameters` say of it. */
  private static String address(Node node) {
    var uri = Yaml.text(node, "uri").orElse(Optional.ofNullable(Yaml.text(node)).orElse(""));
    if (uri.contains(":")) {
      return uri;
    }
    var parameters = Yaml.get(node, "parameters");
    return parameters
        .flatMap(found -> Yaml.text(found, "name"))
        .map(name -> uri + ":" + name)
        .orElse(uri);
  }

  private void expressed(String name, Node node) {
    var whole = Yaml.get(node, "expression").filter(MappingNode.class::isInstance).orElse(node);
    for (var tuple : Yaml.tuples(whole)) {
      var language = Yaml.text(tuple.getKeyNode());
      if (LANGUAGES.contains(language)) {
        var value = tuple.getValueNode();
        var text = Yaml.get(value, "expression").orElse(value);
        if (Set.of("simple", "constant").contains(language) && Yaml.text(text) != null) {
          addresses(name, node, Yaml.text(text)).forEach(uri -> uri(text, uri, name));
        } else if (forbidden.key(name, language, "").isEmpty()) {
          add(
              tuple.getKeyNode(),
              "'%s' must say with 'simple' or 'constant' where it goes, and begin with a component"
                  + " such as https:",
              name);
        }
      }
    }
  }

  private Stream<String> addresses(String name, Node node, String text) {
    var key = DELIMITERS.get(name);
    if (key == null) {
      return Stream.of(text.strip());
    }
    var delimiter = fill(Yaml.text(node, key).orElse(","));
    return Stream.of(fill(text).split(Pattern.quote(delimiter))).map(String::strip);
  }

  /** An address must begin with a component that is allowed, whatever it goes on with. */
  private void uri(Node node, String uri, String step) {
    var filled = fill(uri);
    if (STATIC.contains(step) && filled.startsWith("{{")) {
      return; // of a template: known when a route is made from it
    }
    var scheme = SCHEME.matcher(filled);
    if (!scheme.matches()) {
      if (!filled.startsWith("{{") && uri.startsWith("{{")) {
        add(
            node,
            "'%s' must begin with a component, such as https:, which what it stands for doesn't",
            uri);
      } else if (!filled.startsWith("{{") || placeholders.beginsWithParameter(filled)) {
        add(
            node,
            "'%s' must begin with a component, such as https:, which is written out: what it will be"
                + " can't be checked",
            uri);
      }
    } else if (!components.allows(scheme.group(1))) {
      add(node, components.refusal(scheme.group(1)));
    } else if (step.equals("from") && !STARTS.contains(scheme.group(1))) {
      add(
          node,
          "a route can't start from %s: here, it is a branch (branch:sms), or what branches have in"
              + " common (direct:ours)",
          scheme.group(1));
    } else if (scheme.group(1).equals("branch") && !step.equals("from")) {
      add(
          node,
          "a step can't go to a branch: that gets its files from deliveries; what branches have in"
              + " common can be a route from direct:");
    } else if (filled.startsWith("direct:")) {
      called(node, filled, step);
    }
  }

  private void called(Node node, String uri, String step) {
    if (uri.contains("${")) {
      add(node, "'%s' must be written out: whether there is such a route can't be checked", uri);
    } else if (!step.equals("from")) {
      calls.add(new Named(fill(uri), place(node)));
    }
  }

  private String fill(String text) {
    return placeholders.fill(text);
  }

  private Named named(Node node) {
    return new Named(Optional.ofNullable(Yaml.text(node)).orElse(""), place(node));
  }

  private Place place(Node node) {
    return Place.of(file, node);
  }

  private void add(Node node, String what, Object... values) {
    findings.add(place(node).finding(what, values));
  }
}
