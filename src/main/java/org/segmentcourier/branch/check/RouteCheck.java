package org.segmentcourier.branch.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.check.Contents.Template;

/**
 * Checks files of routes before anything of them gets into the application, all of them together,
 * and says all that is wrong with them at once.
 */
public final class RouteCheck {

  /** With a route, while other changes wait: that it takes its time is no mistake. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** While somebody does. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private final CamelContext live;
  private final Components components;
  private final List<RouteFile> ownFiles;
  private final List<Contents> own;
  private final Optional<Sample.Source> samples;

  /**
   * @param live whose settings and beans the routes will have; nothing is loaded into it
   * @param own the application's own files of routes
   */
  public RouteCheck(CamelContext live, Components components, Collection<RouteFile> own) {
    this(live, components, own, Optional.empty());
  }

  /**
   * @param samples where a sample is to be had that goes through each branch: what would fail with
   *     each delivery is a finding
   */
  public RouteCheck(
      CamelContext live,
      Components components,
      Collection<RouteFile> own,
      Optional<Sample.Source> samples) {
    this.samples = samples;
    this.live = live;
    this.components = components;
    this.ownFiles = List.copyOf(own);
    this.own = own.stream().map(Rules::of).toList();
  }

  /**
   * What became of the check.
   *
   * @param findings by file and line; none if all may be used
   * @param passages of the branches in files in which nothing is wrong
   */
  public record Verdict(List<Finding> findings, List<Passage> passages) {}

  /** Checks files; none of them may have the name of another one. */
  public List<Finding> check(Collection<RouteFile> files) {
    if (samples.isEmpty()) {
      return check(files, Optional.empty(), SHORT).findings();
    }
    try (var sample = samples.get().open()) {
      return check(files, Optional.of(sample::of), SHORT).findings();
    } catch (IOException e) {
      throw new UncheckedIOException("a sample can't be made, on which routes are tried", e);
    }
  }

  /** Checks files, and hands a sample to each branch in them. */
  public Verdict check(Collection<RouteFile> files, Function<Branch, Handed> sample) {
    return check(files, Optional.of(sample), LONG);
  }

  private Verdict check(
      Collection<RouteFile> files, Optional<Function<Branch, Handed>> sample, Duration patience) {
    var findings = new TreeSet<Finding>();
    var contents = new LinkedHashMap<RouteFile, Contents>();
    files.stream()
        .sorted(Comparator.comparing(RouteFile::shipped).reversed().thenComparing(RouteFile::name))
        .forEach(
            file -> {
              var reading =
                  Rules.read(file, components, live.getPropertiesComponent()::resolveProperty);
              findings.addAll(reading.findings());
              findings.addAll(name(file));
              blank(file).ifPresent(findings::add);
              contents.put(file, reading.contents());
            });
    var names = Names.of(own, List.copyOf(contents.values()));
    findings.addAll(names.findings());
    var good = inOrder(contents.keySet(), findings);
    var passages = new ArrayList<Passage>();
    try (var trial = new Trial(live, components, directs(), patience)) {
      findings.addAll(trial.load(good));
      sample.ifPresent(one -> passages.addAll(trial.pass(one)));
    }
    inOrder(good, findings).forEach(file -> findings.addAll(names.unpublished(contents.get(file))));
    findings.addAll(failures(passages, contents.values()));
    return new Verdict(List.copyOf(findings), passages);
  }

  private static List<RouteFile> inOrder(Collection<RouteFile> files, Set<Finding> findings) {
    var bad = findings.stream().map(Finding::file).collect(Collectors.toSet());
    return files.stream().filter(file -> !bad.contains(file) && !file.isEmpty()).toList();
  }

  /** Of branches that would fail with each delivery. */
  private static List<Finding> failures(List<Passage> passages, Collection<Contents> files) {
    var templates = new HashMap<String, Template>();
    files.forEach(file -> templates.putAll(file.templates));
    var branches = new HashMap<String, Place>();
    for (var file : files) {
      Stream.concat(file.plain.stream(), file.made(templates).stream())
          .flatMap(route -> route.branch().stream())
          .forEach(branch -> branches.put(branch.name(), branch.place()));
    }
    return passages.stream()
        .filter(Passage::isCertain)
        .map(
            passage ->
                branches
                    .get(passage.branch().id())
                    .finding(
                        "branch '%s': its route fails on a sample: %s",
                        passage.branch().id(), passage.failure().orElseThrow()))
        .toList();
  }

  /** What is in files that were found to be in order. */
  public Map<RouteFile, Outline> outlines(Collection<RouteFile> files) {
    var contents = new HashMap<RouteFile, Contents>();
    var templates = new HashMap<String, Template>();
    for (var file : files) {
      var found =
          Rules.read(file, components, live.getPropertiesComponent()::resolveProperty).contents();
      contents.put(file, found);
      templates.putAll(found.templates);
    }
    var outlines = new HashMap<RouteFile, Outline>();
    contents.forEach((file, found) -> outlines.put(file, found.outline(templates)));
    return outlines;
  }

  /** Why routes that are in order could not be started in the application, in one line. */
  public String why(Throwable failure) {
    return new Blame(live).why(failure);
  }

  private List<Finding> name(RouteFile file) {
    var start = new Place(file, 1, 1);
    if (!file.name().endsWith(RouteFile.ENDING)) {
      return List.of(start.finding("a file of routes must be called *%s", RouteFile.ENDING));
    }
    boolean taken = ownFiles.stream().anyMatch(one -> one.name().equals(file.name()));
    return taken
        ? List.of(
            start.finding(
                "%s is the name of a file of the application's own; it must have another one",
                file.name()))
        : List.of();
  }

  /** As a file is for a moment that somebody writes in place: its branches would be gone. */
  private static Optional<Finding> blank(RouteFile file) {
    var text = new String(file.content(), StandardCharsets.UTF_8);
    return Optional.of(new Place(file, 1, 1))
        .filter(start -> file.fault().isEmpty() && text.isBlank())
        .map(
            start ->
                start.finding(
                    "the file is empty; to have no routes of it, delete it, or comment them out"));
  }

  private Set<String> directs() {
    var directs = new HashSet<String>();
    own.stream()
        .flatMap(file -> file.plain.stream())
        .flatMap(route -> route.serves().stream())
        .forEach(direct -> directs.add(direct.name()));
    return directs;
  }
}
