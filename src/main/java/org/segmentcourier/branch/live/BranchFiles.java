package org.segmentcourier.branch.live;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
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
import org.segmentcourier.branch.check.Outline;
import org.segmentcourier.branch.check.RouteCheck;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.branch.live.Decision.Refusal;
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

  /** By name, as all that follows; those that are lost are to be put back. */
  private final Map<String, Loaded> running = new TreeMap<>();

  private final Map<String, Instant> since = new HashMap<>();

  /** What runs, or will when the units that are under way are done. */
  private final Map<String, RouteFile> target = new TreeMap<>();

  private final List<Unit> underWay = new ArrayList<>();
  private final Set<String> waiting = new TreeSet<>();

  /** What the check has refused. */
  private final Map<String, Refusal> refusals = new TreeMap<>();

  private final Failures failures = new Failures();

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
   * Loads the files that there are. One that can't be started now is left out, and tried again.
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
    ran(wanted.keySet(), check.outlines(wanted.values()));
    for (var name : List.copyOf(running.keySet())) {
      rehearse(name);
    }
  }

  private void rehearse(String name) throws Exception {
    try {
      if (running.containsKey(name)) {
        swap.rehearse(running.get(name));
      }
    } catch (Exception | Error e) {
      leaveOut(name, e);
    }
  }

  /** With what can't be without it. */
  private void leaveOut(String name, Throwable why) throws Exception {
    var out = Unit.of(Set.of(name), outlines(running), Map.of()).get(0).files();
    swap.remove(out.stream().map(running::get).toList());
    tellOfFailure(out, check.why(why), "");
    failures.rest();
    running.keySet().removeAll(out);
    target.keySet().removeAll(out);
    since.keySet().removeAll(out);
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

  /** Whether nothing is being changed. */
  synchronized boolean isAtRest() {
    return underWay.isEmpty();
  }

  /** Does not wait until it is time to try again what failed. */
  @Override
  public synchronized void look() {
    failures.hurry();
    watch();
  }

  /** Has each change take effect that can. */
  synchronized void watch() {
    if (context.isStopping() || context.isStopped()) {
      return;
    }
    try {
      var wanted = wanted();
      if (again || failures.areDue() || !wanted.equals(considered)) {
        consider(wanted);
        considered = wanted;
      }
      sourceError = "";
    } catch (IOException e) {
      tellOfSource(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) { // of which nobody has thought: the next look may do
      LOG.debug("{} can't be looked at", place, e);
      tellOfSource(
          "it can't be looked at: %s (%s)".formatted(check.why(e), e.getClass().getName()));
    }
  }

  private void tellOfSource(String error) {
    if (!error.equals(sourceError)) {
      LOG.error("branches stay as they are: {}", error);
    }
    sourceError = error;
  }

  private void consider(Map<String, RouteFile> wanted) {
    failures.retry(wanted);
    var busy = underWay.stream().flatMap(unit -> unit.files().stream()).collect(Collectors.toSet());
    var changed = difference(target, wanted);
    again = changed.stream().anyMatch(busy::contains);
    changed.removeAll(busy);
    waiting.removeIf(name -> !busy.contains(name) && !changed.contains(name));
    var decision = Decision.of(check::check, target, wanted, changed);
    tell(decision.refused());
    refusals.entrySet().removeIf(old -> !busy.contains(old.getKey()) || isOther(old, wanted));
    refusals.putAll(decision.refused());
    var taken = difference(target, decision.next());
    failures.lost().stream().filter(name -> !busy.contains(name)).forEach(taken::add);
    for (var unit : Unit.of(taken, outlines(running), outlinesOf(decision.next()))) {
      if (underWay.stream().anyMatch(unit::meets)) {
        again = true;
        waiting.addAll(unit.changed());
      } else {
        begin(unit, decision.next());
      }
    }
  }

  private static boolean isOther(
      Map.Entry<String, Refusal> refusal, Map<String, RouteFile> wanted) {
    return !Objects.equals(refusal.getValue().file(), wanted.get(refusal.getKey()));
  }

  /** Names of files that are not the same. */
  private static Set<String> difference(Map<String, RouteFile> one, Map<String, RouteFile> other) {
    return Stream.of(one, other)
        .flatMap(files -> files.keySet().stream())
        .filter(name -> !Objects.equals(one.get(name), other.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Outline> outlines(Map<String, Loaded> files) {
    return files.values().stream()
        .collect(Collectors.toMap(loaded -> loaded.file().name(), Loaded::outline));
  }

  private Map<String, Outline> outlinesOf(Map<String, RouteFile> files) {
    var outlines = new HashMap<String, Outline>();
    check.outlines(files.values()).forEach((file, outline) -> outlines.put(file.name(), outline));
    return outlines;
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
  }

  private void begin(Unit unit, Map<String, RouteFile> next) {
    var files = Decision.with(target, next, unit.changed());
    var outlines = check.outlines(files.values());
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
    try {
      swap.swap(old, fresh);
      done(unit, fresh);
    } catch (TimeoutException e) {
      busy(unit, e);
    } catch (Swap.Lost e) {
      lost(unit, e);
    } catch (Exception | Error e) {
      failed(unit, e);
    }
  }

  private synchronized void done(Unit unit, List<Loaded> fresh) {
    var outlines = fresh.stream().collect(Collectors.toMap(Loaded::file, Loaded::outline));
    unit.files().forEach(running::remove);
    failures.remove(unit.files());
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

  private synchronized void failed(Unit unit, Throwable failure) {
    LOG.debug("{} can't be used", unit.changed(), failure);
    failures.find(unit.files());
    var names = new TreeSet<>(unit.changed());
    names.removeIf(this::isBack);
    tellOfFailure(names, check.why(failure), ", what ran before goes on");
    putOff(unit);
  }

  /** It was lost, and was not to be another one. */
  private boolean isBack(String name) {
    return running.containsKey(name) && running.get(name).file().equals(target.get(name));
  }

  /** What ran before is tried, too, whenever the new one fails. */
  private synchronized void lost(Unit unit, Swap.Lost failure) {
    LOG.debug("{} can't be used", unit.changed(), failure);
    var names = new TreeSet<>(unit.files());
    names.retainAll(running.keySet());
    failures.lose(names);
    names.addAll(unit.changed());
    tellOfFailure(names, check.why(failure.getCause()) + "; and " + failure.getMessage(), "");
    putOff(unit);
  }

  private void putOff(Unit unit) {
    failures.rest();
    giveBack(unit);
    waiting.removeAll(unit.changed());
  }

  private void tellOfFailure(Set<String> names, String why, String otherwise) {
    for (var name : names) {
      if (failures.add(name, new Refusal(target.get(name), why))) {
        LOG.error("{} is not used{}; it will be tried again: {}", name, otherwise, why);
      }
    }
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
    names.addAll(failures.names());
    names.addAll(waiting);
    return names.stream().sorted().map(this::state).toList();
  }

  private FileState state(String name) {
    var refusal = refusals.getOrDefault(name, failures.of(name).orElse(null));
    var runs = failures.lost().contains(name) ? null : running.get(name);
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
