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
 * @param names of routes, branches, templates and {@code direct:} in them, as they are and as they
 *     will be
 * @param uses templates and {@code direct:} that they need, which may be in other files
 */
record Unit(Set<String> files, Set<String> changed, Set<String> names, Set<String> uses) {

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
    var names = new TreeSet<>(provided);
    var uses = new TreeSet<String>();
    for (var name : files) {
      for (var outline : both(name, now, then)) {
        outline.routes().forEach(route -> names.add("route " + route));
        outline.branches().forEach(branch -> names.add("branch " + branch));
        uses.addAll(outline.uses());
      }
    }
    return new Unit(files, new TreeSet<>(Set.of(changed)), names, uses);
  }

  private static Predicate<Outline> uses(Set<String> provided) {
    return outline -> outline.uses().stream().anyMatch(provided::contains);
  }

  private static List<Outline> both(
      String name, Map<String, Outline> now, Map<String, Outline> then) {
    return List.of(now.getOrDefault(name, Outline.EMPTY), then.getOrDefault(name, Outline.EMPTY));
  }

  /**
   * Whether one can't be swapped while the other is: each would find the other's routes half gone,
   * or be made from a template that is about to change.
   */
  boolean meets(Unit other) {
    return meet(files, other.files)
        || meet(names, other.names)
        || meet(names, other.uses)
        || meet(uses, other.names);
  }

  private static boolean meet(Set<String> some, Set<String> others) {
    return some.stream().anyMatch(others::contains);
  }

  private Unit with(Unit other) {
    return new Unit(
        union(files, other.files),
        union(changed, other.changed),
        union(names, other.names),
        union(uses, other.uses));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }
}
