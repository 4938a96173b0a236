package org.segmentcourier.branch.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.segmentcourier.branch.check.Outline;

/**
 * Files that are swapped together.
 *
 * @param files by name
 * @param changed those of them that were changed; the others are made from their templates, or call
 *     their routes
 * @param names of routes, templates and branches in them, as they are and as they will be
 */
record Unit(Set<String> files, Set<String> changed, Set<String> names) {

  /**
   * What of some changes belongs together.
   *
   * @param now what is in files that run
   * @param then what is in files that are to run
   */
  static List<Unit> of(Set<String> changed, Map<String, Outline> now, Map<String, Outline> then) {
    var units = new ArrayList<Unit>();
    for (var name : changed) {
      var whole = of(name, now, then);
      for (var other : List.copyOf(units)) {
        if (whole.meets(other)) {
          units.remove(other);
          whole = whole.with(other);
        }
      }
      units.add(whole);
    }
    return units;
  }

  private static Unit of(String changed, Map<String, Outline> now, Map<String, Outline> then) {
    var all = new TreeSet<>(now.keySet());
    all.addAll(then.keySet());
    var files = new TreeSet<>(Set.of(changed));
    var provided = new TreeSet<String>();
    do {
      for (var name : files) {
        both(name, now, then).forEach(outline -> provided.addAll(outline.provides()));
      }
    } while (files.addAll(
        all.stream()
            .filter(name -> both(name, now, then).stream().anyMatch(uses(provided)))
            .toList()));
    var names = new TreeSet<String>();
    for (var name : files) {
      for (var outline : both(name, now, then)) {
        outline.routes().forEach(route -> names.add("route " + route));
        outline.templates().forEach(template -> names.add("template " + template));
        outline.branches().forEach(branch -> names.add("branch " + branch));
      }
    }
    return new Unit(files, new TreeSet<>(Set.of(changed)), names);
  }

  private static Predicate<Outline> uses(Set<String> provided) {
    return outline -> outline.uses().stream().anyMatch(provided::contains);
  }

  private static List<Outline> both(
      String name, Map<String, Outline> now, Map<String, Outline> then) {
    return List.of(now.getOrDefault(name, Outline.EMPTY), then.getOrDefault(name, Outline.EMPTY));
  }

  /** Whether one can't be swapped while the other is. */
  boolean meets(Unit other) {
    return files.stream().anyMatch(other.files::contains)
        || names.stream().anyMatch(other.names::contains);
  }

  private Unit with(Unit other) {
    return new Unit(
        union(files, other.files), union(changed, other.changed), union(names, other.names));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }
}
