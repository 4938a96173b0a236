package org.segmentcourier.branch.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.segmentcourier.branch.check.Contents.Named;
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
  private final Set<String> directs = new TreeSet<>();
  private final Map<String, Named> served = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private Names() {}

  /**
   * What is wrong with the names of some files.
   *
   * @param own what the application's own files have
   * @param files in the order in which a name is theirs
   */
  static List<Finding> check(List<Contents> own, List<Contents> files) {
    var names = new Names();
    for (var file : own) {
      file.ids.forEach(id -> names.ids.put(id.name(), id));
      file.served.forEach(direct -> names.served.put(direct.name(), direct));
    }
    files.forEach(names::templates);
    files.forEach(names::names);
    files.forEach(file -> file.templates.values().forEach(names::unprefixed));
    names.directs.addAll(names.served.keySet());
    files.forEach(names::calls);
    return names.findings;
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
    file.branches.forEach(this::branch);
    for (var direct : file.served) {
      var other = served.putIfAbsent(direct.name(), direct);
      if (other != null) {
        twice("direct:", direct, other);
      }
    }
    file.templated.forEach(this::templated);
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

  private void calls(Contents file) {
    for (var call : file.called) {
      if (!directs.contains(call.name())) {
        add(
            call.place(),
            "no route starts from direct:%s%s",
            call.name(),
            Nearest.to(call.name(), directs)
                .map("; did you mean direct:%s?"::formatted)
                .orElse(""));
      }
    }
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
    parameters(route, template);
    Contents.branch(template.fill(template.from(), route.parameters()))
        .filter(branch -> !branch.contains("{{"))
        .ifPresent(branch -> branch(new Named(branch, whence(route, template, branch))));
    steps(route, template);
  }

  /** Where a route says which branch it is: at the value, if it gives it. */
  private static Place whence(Templated route, Template template, String branch) {
    return route.parameters().entrySet().stream()
        .filter(given -> template.from().contains("{{" + given.getKey() + "}}"))
        .filter(given -> given.getValue().name().equals(branch))
        .map(given -> given.getValue().place())
        .findFirst()
        .orElse(route.place());
  }

  private void parameters(Templated route, Template template) {
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
