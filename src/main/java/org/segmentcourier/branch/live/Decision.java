package org.segmentcourier.branch.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.segmentcourier.branch.check.Finding;
import org.segmentcourier.branch.check.RouteFile;

/**
 * Which changes of files take effect: each that is in order together with what runs and with the
 * others that are.
 *
 * @param next the files that there are to be, by name
 * @param refused the changes that are not in order, by the name of the file
 */
record Decision(Map<String, RouteFile> next, Map<String, Refusal> refused) {

  /**
   * A change that can't be.
   *
   * @param file what it would be; null if it would be gone
   * @param error why not, a line for each reason
   */
  record Refusal(RouteFile file, String error) {}

  /**
   * Decides.
   *
   * @param check finds what is wrong with files
   * @param target files that run
   * @param wanted files that somebody wants to run
   * @param changed names of those that differ
   */
  static Decision of(
      Function<Collection<RouteFile>, List<Finding>> check,
      Map<String, RouteFile> target,
      Map<String, RouteFile> wanted,
      Set<String> changed) {
    return new Making(check, target, wanted).decide(changed);
  }

  /** The files with some of them as they are wanted. */
  static Map<String, RouteFile> with(
      Map<String, RouteFile> files, Map<String, RouteFile> wanted, Set<String> changed) {
    var next = new TreeMap<>(files);
    for (var name : changed) {
      if (wanted.containsKey(name)) {
        next.put(name, wanted.get(name));
      } else {
        next.remove(name);
      }
    }
    return next;
  }

  private record Making(
      Function<Collection<RouteFile>, List<Finding>> check,
      Map<String, RouteFile> target,
      Map<String, RouteFile> wanted,
      Map<String, Refusal> refused) {

    Making(
        Function<Collection<RouteFile>, List<Finding>> check,
        Map<String, RouteFile> target,
        Map<String, RouteFile> wanted) {
      this(check, target, wanted, new TreeMap<>());
    }

    Decision decide(Set<String> changed) {
      var all = with(target, wanted, changed);
      var findings = changed.isEmpty() ? List.<Finding>of() : check.apply(all.values());
      if (findings.isEmpty()) {
        return new Decision(all, refused);
      }
      var bad =
          findings.stream()
              .map(finding -> finding.file().name())
              .filter(changed::contains)
              .collect(Collectors.toCollection(TreeSet::new));
      for (var name : bad) {
        refuse(name, findings.stream().filter(one -> one.file().name().equals(name)).toList());
      }
      var rest = new TreeSet<>(changed);
      rest.removeAll(bad);
      return bad.isEmpty() ? oneByOne(rest) : decide(rest);
    }

    /** Only files that were not changed are wrong now: it is to be found out by which change. */
    private Decision oneByOne(Set<String> changed) {
      var next = with(target, wanted, Set.of());
      for (var name : changed) {
        var one = with(next, wanted, Set.of(name));
        var findings = check.apply(one.values());
        if (findings.isEmpty()) {
          next = one;
        } else {
          refuse(name, findings);
        }
      }
      return new Decision(next, refused);
    }

    private void refuse(String name, List<Finding> findings) {
      var error = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
      refused.put(name, new Refusal(wanted.get(name), error));
    }
  }
}
