package org.segmentcourier.branch.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.segmentcourier.branch.Destinations;
import org.segmentcourier.branch.check.Contents.Named;
import org.segmentcourier.branch.check.Contents.Route;
import org.segmentcourier.branch.check.Contents.Template;
import org.segmentcourier.branch.check.Contents.Templated;
import org.segmentcourier.text.Nearest;

/**
 * Names that files of routes share with each other and with the application's own: each may be
 * given once, and what a name is used for must be there.
 */
final class Names {

  private final Map<String, Named> ids = new HashMap<>();

  /** Those of steps that are made from a template. */
  private final Set<String> made = new HashSet<>();

  private final Map<String, Named> branches = new HashMap<>();
  private final Map<String, Template> templates = new TreeMap<>();

  /** Where a {@code direct:} starts, by its name. */
  private final Map<String, Named> served = new TreeMap<>();

  /** Those of the application's own, but the one that is for branches. */
  private final Set<String> own = new HashSet<>();

  /** Which call a route that starts from a {@code direct:} makes. */
  private final Map<String, List<Named>> calls = new HashMap<>();

  private final List<Finding> findings = new ArrayList<>();

  /** Puts a segment file where its destination takes it from. */
  static final String PUBLISH = "publish";

  private Names() {}

  /**
   * Of some files.
   *
   * @param own what the application's own files have
   * @param files in the order in which a name is theirs
   */
  static Names of(List<Contents> own, List<Contents> files) {
    var names = new Names();
    for (var file : own) {
      file.ids.forEach(id -> names.ids.put(id.name(), id));
      for (var route : file.plain) {
        route.serves().ifPresent(direct -> names.served.put(direct.name(), direct));
      }
    }
    names.own.addAll(names.served.keySet());
    names.own.remove(PUBLISH);
    files.forEach(names::templates);
    files.forEach(names::names);
    files.forEach(file -> file.templates.values().forEach(names::unprefixed));
    for (var file : files) {
      var routes = names.routes(file);
      routes.forEach(names::calls);
      routes.forEach(names::publishes);
    }
    return names;
  }

  /** What is wrong with them. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /**
   * The branches of a file whose segment files would count as imported, though nobody publishes
   * them. Of a file in which more is wrong, nobody can tell.
   */
  List<Finding> unpublished(Contents file) {
    return routes(file).stream()
        .filter(route -> !goesElsewhere(route))
        .filter(route -> publishing(route.called(), new HashSet<>()).isEmpty())
        .flatMap(route -> route.branch().stream())
        .map(
            branch ->
                branch
                    .place()
                    .finding(
                        "branch '%s' never publishes its files, so that nobody would import them"
                            + " into %s: its route must go to direct:%s, or its destination must be"
                            + " %s",
                        branch.name(), Destinations.PINPOINT, PUBLISH, Destinations.OWN))
        .toList();
  }

  /** Or it may, by a setting. */
  private static boolean goesElsewhere(Route route) {
    var destination = route.options().get("destination");
    return destination != null && !destination.name().equals(Destinations.PINPOINT);
  }

  private List<Route> routes(Contents file) {
    return Stream.concat(file.plain.stream(), file.made(templates).stream()).toList();
  }

  private void templates(Contents file) {
    for (var template : file.templates.values()) {
      var other = templates.putIfAbsent(template.id().name(), template);
      if (other != null) {
        twice("template", template.id(), other.id());
      }
    }
  }

  private void names(Contents file) {
    file.ids.forEach(this::id);
    file.plain.forEach(this::start);
    file.templated.forEach(this::templated);
  }

  /** Where a route starts must be its own; Camel decodes it, and so might take it for another. */
  private void start(Route route) {
    if (route.path().contains("%")) {
      add(
          route.from().place(),
          "'%s' must be written out, without %%: its name is what other files and deliveries know",
          route.path());
      return;
    }
    route.branch().ifPresent(this::branch);
    route
        .serves()
        .ifPresent(
            direct -> {
              var other = served.putIfAbsent(direct.name(), direct);
              if (other != null) {
                twice("direct:", direct, other);
              }
              calls.put(direct.name(), route.called());
            });
  }

  /** While the application starts, Camel compares ids before it has put prefixes before them. */
  private void unprefixed(Template template) {
    for (var step : template.ids()) {
      var other = ids.get(step.name());
      if (other != null && !made.contains(step.name())) {
        twice("id", step, other);
      }
    }
  }

  private void id(Named id) {
    var other = ids.putIfAbsent(id.name(), id);
    if (other != null) {
      twice("id", id, other);
    }
  }

  private void branch(Named branch) {
    if (branch.name().contains("{{")) {
      add(branch.place(), Rules.WRITTEN_OUT, "branch:" + branch.name());
      return;
    }
    var other = branches.putIfAbsent(branch.name(), branch);
    if (other != null) {
      twice("branch", branch, other);
    }
  }

  private void twice(String what, Named named, Named other) {
    add(
        named.place(),
        "%s '%s' is there already (%s); each must be given once",
        what,
        named.name(),
        other.place());
  }

  private void calls(Route route) {
    for (var call : route.called()) {
      if (own.contains(call.name())) {
        add(
            call.place(),
            "direct:%s is the application's own; of its routes, only direct:%s is for branches",
            call.name(),
            PUBLISH);
      } else if (!served.containsKey(call.name())) {
        var meant = new TreeSet<>(served.keySet());
        meant.removeAll(own);
        add(
            call.place(),
            "no route starts from direct:%s%s",
            call.name(),
            Nearest.to(call.name(), meant).map("; did you mean direct:%s?"::formatted).orElse(""));
      }
    }
  }

  /** What is published must be a segment file, and have somebody who imports it. */
  private void publishes(Route route) {
    var branch = route.branch();
    if (branch.isEmpty()) {
      return;
    }
    publishing(route.called(), new HashSet<>())
        .ifPresent(
            call -> {
              var start =
                  "branch '%s' publishes its files (%s), so that "
                      .formatted(branch.get().name(), call.place());
              option(route, "destination", Destinations.OWN)
                  .ifPresent(
                      place ->
                          add(place, "%sits destination can't be '%s'", start, Destinations.OWN));
              option(route, "of", "batches")
                  .ifPresent(
                      place ->
                          add(
                              place,
                              "%sit can't get batches of endpoints: of must be files",
                              start));
            });
  }

  private static Optional<Place> option(Route route, String name, String value) {
    return Optional.ofNullable(route.options().get(name))
        .filter(option -> option.name().equals(value))
        .map(Named::place);
  }

  /** The call that publishes, made by a route or by one that it calls. */
  private Optional<Named> publishing(List<Named> called, Set<String> seen) {
    for (var call : called) {
      if (call.name().equals(PUBLISH)) {
        return Optional.of(call);
      }
      if (seen.add(call.name())) {
        var further = publishing(calls.getOrDefault(call.name(), List.of()), seen);
        if (further.isPresent()) {
          return further;
        }
      }
    }
    return Optional.empty();
  }

  private void templated(Templated route) {
    if (route.template().isEmpty()) {
      return; // the grammar says so
    }
    var reference = route.template().get();
    var template = templates.get(reference.name());
    if (template == null) {
      add(
          reference.place(),
          "there is no template '%s'; it must be %s",
          reference.name(),
          Nearest.oneOf(templates.keySet(), reference.name()));
      return;
    }
    if (parameters(route, template)) {
      start(template.fill(route));
    }
    steps(route, template);
  }

  /** Whether all that are needed are given. */
  private boolean parameters(Templated route, Template template) {
    route
        .parameters()
        .forEach(
            (name, value) -> {
              if (!template.parameters().containsKey(name)) {
                add(
                    value.place(),
                    "template '%s' has no parameter '%s'; it must be %s",
                    template.id().name(),
                    name,
                    Nearest.oneOf(template.parameters().keySet(), name));
              }
            });
    var missing = new LinkedHashSet<String>();
    template
        .parameters()
        .forEach(
            (name, parameter) -> {
              if (parameter.needed() && !route.parameters().containsKey(name)) {
                missing.add(name);
              }
            });
    if (!missing.isEmpty()) {
      add(
          route.place(),
          "template '%s' needs %s",
          template.id().name(),
          String.join(", ", missing));
    }
    return missing.isEmpty();
  }

  /** The ids that the template's steps get. */
  private void steps(Templated route, Template template) {
    if (template.prefixed() && route.prefix().isEmpty()) {
      return;
    }
    var others = new LinkedHashMap<String, Named>();
    for (var step : template.ids()) {
      var id = route.prefix() + template.fill(step.name(), route.parameters());
      var other = ids.putIfAbsent(id, new Named(id, route.place()));
      made.add(id);
      if (other != null) {
        others.putIfAbsent(id, other);
      }
    }
    others.entrySet().stream()
        .findFirst()
        .ifPresent(
            other ->
                add(
                    route.place(),
                    "the template's step gets the id '%s', which is there already (%s); it must have"
                        + " a prefixId of its own, such as 'prefixId: sms-'",
                    other.getKey(),
                    other.getValue().place()));
  }

  private void add(Place place, String what, Object... values) {
    findings.add(place.finding(what, values));
  }
}
