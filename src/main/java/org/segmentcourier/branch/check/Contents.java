package org.segmentcourier.branch.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a file of routes has that other files must know of. */
final class Contents {

  /** A name, and where it stands. */
  record Named(String name, Place place) {}

  /**
   * @param needed whether a route must give it
   * @param value what it is if a route doesn't; null if it is nothing then
   */
  record Parameter(boolean needed, String value) {}

  /**
   * A route, or what routes are made from: then there are placeholders in it.
   *
   * @param from the address at which it starts
   * @param options of that address, by name, in whatever capitals
   * @param calls addresses of {@code direct:} that its steps go to
   */
  record Route(Named from, Map<String, Named> options, List<Named> calls) {

    /** The branch that it is, if it is one. */
    Optional<Named> branch() {
      return Contents.branch(from.name()).map(id -> new Named(id, from.place()));
    }

    /** Where it starts, without options. */
    String path() {
      return Contents.path(from.name());
    }

    /** The name of the {@code direct:} that it starts from, if it does. */
    Optional<Named> serves() {
      return direct(from);
    }

    /** Names of the {@code direct:} that it goes to. */
    List<Named> called() {
      return calls.stream().flatMap(call -> direct(call).stream()).toList();
    }

    private static Optional<Named> direct(Named address) {
      return Optional.of(DIRECT.matcher(address.name()))
          .filter(Matcher::matches)
          .map(found -> new Named(found.group(1), address.place()));
    }
  }

  /**
   * @param ids of its steps, as they are written
   * @param prefixed whether it sets a prefix for them itself
   */
  record Template(
      Named id, Map<String, Parameter> parameters, Route route, List<Named> ids, boolean prefixed) {

    /** What is made of it. */
    Route fill(Templated made) {
      var options = new TreeMap<String, Named>(String.CASE_INSENSITIVE_ORDER);
      route.options.forEach((name, option) -> options.put(name, fill(option, made)));
      return new Route(
          fill(route.from, made),
          options,
          route.calls.stream()
              .map(call -> new Named(fill(call.name(), made.parameters()), call.place()))
              .toList());
    }

    /** It stands where the route says so, if it does; else it is the whole route's. */
    private Named fill(Named text, Templated made) {
      var place =
          made.parameters().entrySet().stream()
              .filter(given -> text.name().contains("{{" + given.getKey() + "}}"))
              .map(given -> given.getValue().place())
              .findFirst();
      return new Named(fill(text.name(), made.parameters()), place.orElse(made.place()));
    }

    /** What a template makes of a text. */
    String fill(String text, Map<String, Named> values) {
      return PLACEHOLDER
          .matcher(text)
          .replaceAll(
              found -> {
                var name = found.group(1);
                var parameter = parameters.get(name);
                var value =
                    Optional.ofNullable(values.get(name))
                        .map(Named::name)
                        .or(() -> Optional.ofNullable(parameter).map(Parameter::value));
                return Matcher.quoteReplacement(value.orElse(found.group()));
              });
    }
  }

  /** A route that is made from a template. */
  record Templated(
      Place place,
      Optional<Named> template,
      Optional<Named> id,
      String prefix,
      Map<String, Named> parameters) {}

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)[^{}]*}}");
  private static final Pattern DIRECT =
      Pattern.compile("direct:(?://)?([^?{}]+)(?:\\?.*)?", Pattern.DOTALL);
  private static final Pattern BRANCH = Pattern.compile("branch:(?://)?([^?/]+).*");

  /** Of routes and of steps: Camel has one list of both. */
  final List<Named> ids = new ArrayList<>();

  final Map<String, Template> templates = new LinkedHashMap<>();
  final List<Templated> templated = new ArrayList<>();

  /** Routes that are made from no template; and their ids. */
  final List<Route> plain = new ArrayList<>();

  final List<String> routes = new ArrayList<>();

  /** Routes that are made from templates. */
  List<Route> made(Map<String, Template> all) {
    return templated.stream()
        .flatMap(
            route ->
                route.template().map(template -> all.get(template.name())).stream()
                    .map(template -> template.fill(route)))
        .toList();
  }

  /**
   * @param all templates, by id
   */
  Outline outline(Map<String, Template> all) {
    var routeIds = new TreeSet<>(routes);
    var branchIds = new TreeSet<String>();
    var provides = new TreeSet<String>();
    var uses = new TreeSet<String>();
    templates.keySet().forEach(template -> provides.add("template " + template));
    for (var route : templated) {
      route.id().ifPresent(id -> routeIds.add(id.name()));
      route.template().ifPresent(template -> uses.add("template " + template.name()));
    }
    for (var route : Stream.concat(plain.stream(), made(all).stream()).toList()) {
      route.branch().ifPresent(branch -> branchIds.add(branch.name()));
      route.serves().ifPresent(direct -> provides.add("direct:" + direct.name()));
      route.called().forEach(direct -> uses.add("direct:" + direct.name()));
    }
    return new Outline(routeIds, new TreeSet<>(templates.keySet()), branchIds, provides, uses);
  }

  /** An address without its options, some of which may stand below it. */
  static String path(String address) {
    return address.replaceFirst("(?<!\\{)\\?.*", "");
  }

  /** The id of the branch that an address belongs to, if it does. */
  static Optional<String> branch(String uri) {
    return Optional.of(BRANCH.matcher(uri)).filter(Matcher::matches).map(found -> found.group(1));
  }
}
