package org.segmentcourier.branch.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.branch.check.Finding;
import org.segmentcourier.branch.check.Outline;
import org.segmentcourier.branch.check.RouteCheck;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.branch.live.Swap.Loaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files whose branches run, and how a change of them takes effect: it is checked with all
 * others; then what belongs together is swapped at once, each such unit on a thread of its own,
 * since it may have to wait for a hand-over. What can't be used changes nothing, and is told until
 * it is mended.
 */
final class BranchFiles implements BranchFilesMXBean {

  private static final Logger LOG = LoggerFactory.getLogger(BranchFiles.class);

  /** Enough to tell versions of one file apart. */
  private static final int VERSION = 8;

  private final CamelContext context;
  private final RouteCheck check;
  private final Shipped shipped;
  private final RouteSource source;
  private final String place;
  private final Executor executor;
  private final Swap swap;

  /** By name, as all that follows. */
  private final Map<String, Loaded> running = new TreeMap<>();

  private final Map<String, Instant> since = new HashMap<>();

  /** What runs, or will when the units that are under way are done. */
  private final Map<String, RouteFile> target = new TreeMap<>();

  private final List<Unit> underWay = new ArrayList<>();
  private final Set<String> waiting = new TreeSet<>();
  private final Map<String, Refusal> refusals = new TreeMap<>();

  /** What was looked at last; the same again is no news, unless something could not be done. */
  private Map<String, RouteFile> considered = Map.of();

  private boolean again;
  private String sourceError = "";
  private long changes;

  /**
   * @param place of the source, as people know it
   * @param executor runs swaps
   */
  BranchFiles(
      CamelContext context,
      RouteCheck check,
      Shipped shipped,
      RouteSource source,
      String place,
      Executor executor) {
    this.context = context;
    this.check = check;
    this.shipped = shipped;
    this.source = source;
    this.place = place;
    this.executor = executor;
    swap = new Swap(context);
  }

  /**
   * Files that are swapped together.
   *
   * @param changed those that were changed; the others are made from their templates
   * @param names of routes, templates and branches in them, as they are and as they will be
   */
  private record Unit(Set<String> files, Set<String> changed, Set<String> names) {

    boolean meets(Unit other) {
      return files.stream().anyMatch(other.files::contains)
          || names.stream().anyMatch(other.names::contains);
    }

    Unit with(Unit other) {
      return new Unit(
          union(files, other.files), union(changed, other.changed), union(names, other.names));
    }
  }

  /**
   * @param file what can't be used; null if it is a deletion that can't be
   */
  private record Refusal(RouteFile file, String error) {}

  private static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.of(one, other)
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Loads the files that there are.
   *
   * @throws BadRoutes if anything is wrong with them
   */
  synchronized void start() throws Exception {
    var wanted = wanted();
    var findings = check.check(wanted.values());
    if (!findings.isEmpty()) {
      throw new BadRoutes(findings);
    }
    swap.load(wanted.values());
    target.putAll(wanted);
    considered = wanted;
    ran(wanted.keySet(), outlines(wanted.values()));
  }

  private Map<String, RouteFile> wanted() throws IOException {
    var operators = source.look();
    return Stream.concat(shipped.besides(operators).stream(), operators.stream())
        .collect(
            Collectors.toMap(RouteFile::name, file -> file, (one, other) -> one, TreeMap::new));
  }

  boolean isChanging() {
    return source.isChanging();
  }

  /** Has each change take effect that can. */
  @Override
  public synchronized void look() {
    if (context.isStopping() || context.isStopped()) {
      return;
    }
    try {
      var wanted = wanted();
      tellOfSource("");
      if (again || !wanted.equals(considered)) {
        again = false;
        considered = wanted;
        consider(wanted);
      }
    } catch (IOException e) {
      tellOfSource(String.valueOf(e.getMessage()));
    }
  }

  private void tellOfSource(String error) {
    if (!error.equals(sourceError) && !error.isEmpty()) {
      LOG.error("branches stay as they are: {}", error);
    }
    sourceError = error;
  }

  private void consider(Map<String, RouteFile> wanted) {
    var busy = underWay.stream().flatMap(unit -> unit.files().stream()).collect(Collectors.toSet());
    var changed = new TreeSet<String>();
    for (var name : union(target.keySet(), wanted.keySet())) {
      if (!Objects.equals(target.get(name), wanted.get(name))) {
        if (busy.contains(name)) {
          again = true;
        } else {
          changed.add(name);
        }
      }
    }
    waiting.retainAll(union(changed, busy));
    var refused = new TreeMap<String, Refusal>();
    var next = decide(wanted, changed, refused);
    tell(refused);
    for (var unit : units(next, changed)) {
      if (underWay.stream().anyMatch(unit::meets)) {
        again = true;
        waiting.addAll(unit.changed());
      } else {
        begin(unit, next);
      }
    }
  }

  /** What there is to be: all changes that can be used; the others are refused. */
  private Map<String, RouteFile> decide(
      Map<String, RouteFile> wanted, Set<String> changed, Map<String, Refusal> refused) {
    var all = with(target, wanted, changed);
    var findings = changed.isEmpty() ? List.<Finding>of() : check.check(all.values());
    if (findings.isEmpty()) {
      return all;
    }
    var bad =
        findings.stream()
            .map(finding -> finding.file().name())
            .filter(changed::contains)
            .collect(Collectors.toCollection(TreeSet::new));
    for (var name : bad) {
      refuse(name, wanted, of(name, findings), refused);
    }
    var rest = new TreeSet<>(changed);
    rest.removeAll(bad);
    return bad.isEmpty() ? oneByOne(wanted, rest, refused) : decide(wanted, rest, refused);
  }

  /** Only files that were not changed are wrong now: it is to be found out by which change. */
  private Map<String, RouteFile> oneByOne(
      Map<String, RouteFile> wanted, Set<String> changed, Map<String, Refusal> refused) {
    var next = target;
    for (var name : changed) {
      var one = with(next, wanted, Set.of(name));
      var findings = check.check(one.values());
      if (findings.isEmpty()) {
        next = one;
      } else {
        refuse(name, wanted, findings, refused);
      }
    }
    return next;
  }

  private static Map<String, RouteFile> with(
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

  private static List<Finding> of(String name, List<Finding> findings) {
    return findings.stream().filter(finding -> finding.file().name().equals(name)).toList();
  }

  private static void refuse(
      String name,
      Map<String, RouteFile> wanted,
      List<Finding> findings,
      Map<String, Refusal> refused) {
    var error = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
    refused.put(name, new Refusal(wanted.get(name), error));
  }

  /** Once of each version. */
  private void tell(Map<String, Refusal> refused) {
    refused.forEach(
        (name, refusal) -> {
          if (!refusal.equals(refusals.get(name))) {
            LOG.error(
                "{} is not {}, what ran before goes on: {}",
                name,
                refusal.file() == null ? "taken away" : "used",
                refusal.error().replace("\n", "; "));
          }
        });
    refusals.clear();
    refusals.putAll(refused);
  }

  /** What is to be swapped, by what belongs together. */
  private List<Unit> units(Map<String, RouteFile> next, Set<String> changed) {
    var nextOutlines = outlines(next.values());
    var units = new ArrayList<Unit>();
    for (var name : changed) {
      if (!Objects.equals(target.get(name), next.get(name))) {
        add(unit(name, next, nextOutlines), units);
      }
    }
    return units;
  }

  private static void add(Unit unit, List<Unit> units) {
    var whole = unit;
    for (var other : List.copyOf(units)) {
      if (whole.meets(other)) {
        units.remove(other);
        whole = whole.with(other);
      }
    }
    units.add(whole);
  }

  private Unit unit(
      String changed, Map<String, RouteFile> next, Map<RouteFile, Outline> nextOutlines) {
    var templates = union(now(changed).templates(), then(changed, next, nextOutlines).templates());
    var files = new TreeSet<>(Set.of(changed));
    for (var name : union(running.keySet(), next.keySet())) {
      var uses = union(now(name).uses(), then(name, next, nextOutlines).uses());
      if (uses.stream().anyMatch(templates::contains)) {
        files.add(name);
      }
    }
    var names = new TreeSet<String>();
    for (var name : files) {
      for (var outline : List.of(now(name), then(name, next, nextOutlines))) {
        outline.routes().forEach(route -> names.add("route " + route));
        outline.templates().forEach(template -> names.add("template " + template));
        outline.branches().forEach(branch -> names.add("branch " + branch));
      }
    }
    return new Unit(files, new TreeSet<>(Set.of(changed)), names);
  }

  private Outline now(String name) {
    return running.containsKey(name) ? running.get(name).outline() : Outline.EMPTY;
  }

  private static Outline then(
      String name, Map<String, RouteFile> next, Map<RouteFile, Outline> outlines) {
    return next.containsKey(name) ? outlines.get(next.get(name)) : Outline.EMPTY;
  }

  private Map<RouteFile, Outline> outlines(Collection<RouteFile> files) {
    return check.outlines(files);
  }

  private void begin(Unit unit, Map<String, RouteFile> next) {
    var files = with(target, next, unit.changed());
    var outlines = outlines(files.values());
    var old = unit.files().stream().map(running::get).filter(Objects::nonNull).toList();
    var fresh =
        unit.files().stream()
            .map(files::get)
            .filter(Objects::nonNull)
            .map(file -> new Loaded(file, outlines.get(file)))
            .toList();
    target.clear();
    target.putAll(files);
    underWay.add(unit);
    waiting.addAll(unit.changed());
    executor.execute(() -> carryOut(unit, old, fresh));
  }

  private void carryOut(Unit unit, List<Loaded> old, List<Loaded> fresh) {
    var branches = new TreeSet<String>();
    old.forEach(file -> branches.addAll(file.outline().branches()));
    try {
      swap.swap(branches, old, fresh);
      done(unit, fresh);
    } catch (TimeoutException e) {
      busy(unit, e);
    } catch (Exception e) {
      failed(unit, e);
    }
  }

  private synchronized void done(Unit unit, List<Loaded> fresh) {
    var outlines = fresh.stream().collect(Collectors.toMap(Loaded::file, Loaded::outline));
    unit.files().forEach(running::remove);
    ran(unit.changed(), outlines);
    underWay.remove(unit);
    waiting.removeAll(unit.changed());
    changes++;
    LOG.info("changed: {}", String.join(", ", unit.changed()));
  }

  private void ran(Set<String> changed, Map<RouteFile, Outline> outlines) {
    outlines.forEach((file, outline) -> running.put(file.name(), new Loaded(file, outline)));
    for (var name : changed) {
      since.put(name, Instant.now());
    }
    since.keySet().retainAll(running.keySet());
  }

  /** It waits on: the next look tries again. */
  private synchronized void busy(Unit unit, TimeoutException why) {
    LOG.warn("{} can't change yet: {}", String.join(", ", unit.changed()), why.getMessage());
    giveBack(unit);
    again = true;
  }

  private synchronized void failed(Unit unit, Exception failure) {
    boolean isGone = failure.getSuppressed().length > 0;
    var why = check.why(failure) + (isGone ? "; and what ran before could not be put back" : "");
    LOG.debug("{} can't be used", unit.changed(), failure);
    for (var name : unit.changed()) {
      LOG.error("{} is not used{}: {}", name, isGone ? "" : ", what ran before goes on", why);
      refusals.put(name, new Refusal(target.get(name), why));
    }
    if (isGone) {
      unit.files().forEach(running::remove);
    }
    giveBack(unit);
    waiting.removeAll(unit.changed());
  }

  private void giveBack(Unit unit) {
    for (var name : unit.files()) {
      if (running.containsKey(name)) {
        target.put(name, running.get(name).file());
      } else {
        target.remove(name);
      }
    }
    underWay.remove(unit);
  }

  @Override
  public String getSource() {
    return place;
  }

  @Override
  public synchronized String getSourceError() {
    return sourceError;
  }

  @Override
  public synchronized long getChanges() {
    return changes;
  }

  @Override
  public synchronized List<FileState> getFiles() {
    var names = new HashSet<>(running.keySet());
    names.addAll(refusals.keySet());
    names.addAll(waiting);
    return names.stream().sorted().map(this::state).toList();
  }

  private FileState state(String name) {
    var refusal = refusals.get(name);
    var runs = running.get(name);
    var state =
        refusal != null
            ? FileState.REFUSED
            : waiting.contains(name) ? FileState.WAITING : FileState.RUNNING;
    var file =
        Stream.of(runs == null ? null : runs.file(), considered.get(name))
            .filter(Objects::nonNull)
            .findFirst();
    return new FileState(
        name,
        file.map(RouteFile::location).orElse(""),
        state,
        refusal == null ? "" : refusal.error(),
        runs == null ? "" : version(runs.file()),
        since.containsKey(name) ? since.get(name).toString() : "");
  }

  private static String version(RouteFile file) {
    return Fingerprint.hex(Fingerprint.digest().digest(file.content())).substring(0, VERSION);
  }
}
