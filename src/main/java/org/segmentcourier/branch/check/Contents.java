package org.segmentcourier.branch.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
   * @param from where its routes start: an address with placeholders
   * @param ids of its steps, as they are written
   * @param prefixed whether it sets a prefix for them itself
   */
  record Template(
      Named id, Map<String, Parameter> parameters, String from, List<Named> ids, boolean prefixed) {

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
  private static final Pattern BRANCH = Pattern.compile("branch:(?://)?([^?/]+).*");

  /** Of routes and of steps: Camel has one list of both. */
  final List<Named> ids = new ArrayList<>();

  /** Ids of routes that are made from no template. */
  final List<String> routes = new ArrayList<>();

  final Map<String, Template> templates = new LinkedHashMap<>();
  final List<Templated> templated = new ArrayList<>();
  final List<Named> branches = new ArrayList<>();

  /** Names of {@code direct:} that a route starts from. */
  final List<Named> served = new ArrayList<>();

  /** Names of {@code direct:} that a step goes to. */
  final List<Named> called = new ArrayList<>();

  /**
   * @param all templates, by id
   */
  Outline outline(Map<String, Template> all) {
    var routeIds = new TreeSet<>(routes);
    var branchIds = new TreeSet<String>();
    branches.forEach(branch -> branchIds.add(branch.name()));
    var uses = new TreeSet<String>();
    for (var route : templated) {
      route.id().ifPresent(id -> routeIds.add(id.name()));
      route.template().ifPresent(template -> uses.add(template.name()));
      route
          .template()
          .map(template -> all.get(template.name()))
          .flatMap(template -> branch(template.fill(template.from(), route.parameters())))
          .ifPresent(branchIds::add);
    }
    return new Outline(routeIds, new TreeSet<>(templates.keySet()), uses, branchIds);
  }

  /** The id of the branch that an address belongs to, if it does. */
  static Optional<String> branch(String uri) {
    return Optional.of(BRANCH.matcher(uri)).filter(Matcher::matches).map(found -> found.group(1));
  }
}
