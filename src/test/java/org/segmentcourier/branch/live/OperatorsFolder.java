package org.segmentcourier.branch.live;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.branch.Branch;

/** Branches whose files an operator edits in a folder. */
abstract class OperatorsFolder {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;
  LiveBranches branches;

  @AfterEach
  void stop() {
    if (branches != null) {
      branches.close();
    }
  }

  /** A route that is no file's has the branch {@code taken}: another one can't be started. */
  final void startWithATakenBranch() throws Exception {
    start();
    branches.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:taken?channels=SMS").routeId("in-the-way").to("direct:publish");
          }
        });
  }

  static void pause(CountDownLatch underWay, CountDownLatch goOn) {
    underWay.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  final void start() throws Exception {
    branches = new LiveBranches(new FolderSource(folder));
  }

  /** Looks, and waits until the change has taken effect. */
  final void changed() {
    long before = branches.files.getChanges();
    branches.look();
    await().atMost(PATIENCE).until(() -> branches.files.getChanges() > before);
  }

  final HealthCheck.Result health() {
    var check = new BranchFilesHealth(branches.files);
    check.setCamelContext(branches.context);
    return check.call();
  }

  final Branch branch(String id) {
    return branches.now().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  final Path path(String name) {
    return folder.resolve(name + ".camel.yaml");
  }

  final void write(String name, String content) throws IOException {
    Files.writeString(path(name), content);
  }

  static String plain(String id, String channels) {
    return """
    - route:
        id: branch-%s
        from:
          uri: branch:%s
          parameters: {channels: %s}
          steps:
            - to: direct:publish
    """
        .formatted(id, id, channels);
  }

  static String template(String channels) {
    return """
    - routeTemplate:
        id: to-some
        parameters:
          - {name: id}
        from:
          id: some
          uri: "branch:{{id}}"
          parameters: {channels: %s}
          steps:
            - to: {id: some-hand-on, uri: "direct:publish"}
    """
        .formatted(channels);
  }

  static String templated(String id) {
    return """
    - templatedRoute:
        routeTemplateRef: to-some
        routeId: branch-%s
        prefixId: %s-
        parameters:
          - {name: id, value: %s}
    """
        .formatted(id, id, id);
  }

  /** What branches have in common. */
  static String shared(String id, String to, String more) {
    return """
    - route:
        id: %s
    %s    from:
          uri: direct:%s
          steps:
            - to: direct:%s
    """
        .formatted(id, more, id, to);
  }

  /** It publishes, too, what goes to {@code log:} and a name. */
  static String logged(String id, String channels, String name) {
    return plain(id, channels) + "        - to: log:%s\n".formatted(name);
  }
}
