package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.Branches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two instances on one folder, whose files change again and again - a plain branch, a template that
 * two branches are made from, one of these, and a broken file now and then - while files are handed
 * to their branches all the time.
 */
final class SwapsUnderLoad implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SwapsUnderLoad.class);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> HANDED_TO = List.of("all", "plain", "one", "two");

  /** Between two hand-overs of a caller: all that was handed over is remembered. */
  private static final long PACE_NANOS = 300_000;

  /** After so many changes, all that is made once is there. */
  private static final int WARM = 6;

  private final Path folder;
  private final List<LiveBranches> instances = new ArrayList<>();
  private final ExecutorService callers = Executors.newFixedThreadPool(4);
  private final AtomicInteger handed = new AtomicInteger();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean goesOn = true;
  private Duration longest = Duration.ZERO;

  SwapsUnderLoad(Path folder) throws Exception {
    this.folder = folder;
    write("plain", "plain", 0);
    write("template", "template", 0);
    write("one", "templated", 0);
    write("two", "templated", 0);
    for (int i = 0; i < 2; i++) {
      instances.add(new LiveBranches(new FolderSource(folder)));
    }
  }

  /** What an application holds that must not grow. */
  private record Holdings(int routes, int endpoints, int templates, int beans, int threads) {}

  void run(int swaps) throws Exception {
    for (int caller = 0; caller < 4; caller++) {
      var branches = instances.get(caller % 2);
      callers.execute(() -> hand(branches));
    }
    var before = new ArrayList<Holdings>();
    for (int swap = 1; swap <= swaps; swap++) {
      change(swap);
      if (swap == WARM) {
        before.addAll(holdings());
      }
    }
    var after = holdings();
    goesOn = false;
    callers.shutdown();
    assertThat(callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

    LOG.info(
        "swaps={} handed={} longest_ms={} before={} after={}",
        swaps,
        handed,
        longest.toMillis(),
        before,
        after);
    assertThat(failures).isEmpty();
    var published = instances.stream().flatMap(one -> one.published.stream()).toList();
    assertThat(published).doesNotHaveDuplicates().hasSize(handed.get());
    for (int i = 0; i < 2; i++) {
      assertThat(after.get(i))
          .usingRecursiveComparison()
          .ignoringFields("threads")
          .isEqualTo(before.get(i));
      assertThat(after.get(i).threads()).isLessThanOrEqualTo(before.get(i).threads() + 2);
    }
  }

  private void hand(LiveBranches branches) {
    while (goesOn && failures.isEmpty()) {
      LockSupport.parkNanos(PACE_NANOS);
      int number = handed.incrementAndGet();
      try {
        assertThat(new Branches(branches.context).now())
            .as("what a build would begin with")
            .extracting(Branch::id)
            .containsAll(HANDED_TO);
        branches.hand(HANDED_TO.get(number % HANDED_TO.size()), "file " + number);
      } catch (RuntimeException | AssertionError e) {
        failures.add(e);
      }
    }
  }

  private void change(int swap) throws IOException {
    switch (swap % 5) {
      case 0 -> refused(swap);
      case 1, 3 -> taken("plain", "plain", swap);
      case 2 -> taken("template", "template", swap);
      default -> taken("one", "templated", swap);
    }
  }

  /** Both instances have it. */
  private void taken(String name, String kind, int swap) throws IOException {
    write(name, kind, swap);
    for (var branches : instances) {
      long before = branches.files.getChanges();
      long start = System.nanoTime();
      branches.look();
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(PATIENCE)
          .until(() -> branches.files.getChanges() > before);
      var took = Duration.ofNanos(System.nanoTime() - start);
      longest = took.compareTo(longest) > 0 ? took : longest;
    }
  }

  private void refused(int swap) throws IOException {
    var path = folder.resolve("plain.camel.yaml");
    var good = Files.readString(path);
    Files.writeString(path, "# %d%n%s- route: [".formatted(swap, good));
    for (var branches : instances) {
      branches.look();
      assertThat(branches.state("plain.camel.yaml").getState()).isEqualTo("REFUSED");
    }
    Files.writeString(path, good);
    instances.forEach(LiveBranches::look);
  }

  private List<Holdings> holdings() throws JMException {
    var holdings = new ArrayList<Holdings>();
    for (var branches : instances) {
      var context = branches.context;
      var ofContext =
          new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*");
      holdings.add(
          new Holdings(
              context.getRoutes().size(),
              context.getEndpoints().size(),
              branches.templates(),
              ManagementFactory.getPlatformMBeanServer().queryNames(ofContext, null).size(),
              Thread.activeCount()));
    }
    return holdings;
  }

  private void write(String name, String kind, int swap) throws IOException {
    Files.writeString(folder.resolve(name + ".camel.yaml"), content(name, kind, swap));
  }

  private static String content(String name, String kind, int swap) {
    return switch (kind) {
      case "plain" ->
          """
          - route:
              id: branch-%1$s
              description: Version %2$d
              from:
                uri: branch:%1$s
                parameters: {channels: SMS, segments: "of %2$d"}
                steps:
                  - to: direct:publish
          """
              .formatted(name, swap);
      case "template" ->
          """
          - routeTemplate:
              id: to-some
              description: Version %d
              parameters:
                - {name: id}
                - {name: segments, defaultValue: ".*"}
              from:
                id: some
                uri: "branch:{{id}}"
                parameters: {channels: SMS, segments: "{{segments}}"}
                steps:
                  - to: {id: some-hand-on, uri: "direct:publish"}
          """
              .formatted(swap);
      default ->
          """
          - templatedRoute:
              routeTemplateRef: to-some
              routeId: branch-%1$s
              prefixId: %1$s-
              parameters:
                - {name: id, value: %1$s}
                - {name: segments, value: "of %2$d"}
          """
              .formatted(name, swap);
    };
  }

  @Override
  public void close() {
    goesOn = false;
    callers.shutdownNow();
    instances.forEach(LiveBranches::close);
  }
}
