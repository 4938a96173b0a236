package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.ObjectName;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.settings.Settings;

/** How the application has the files of its branches watched, and shows them. */
class LiveRoutesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SMS =
      """
      - route:
          id: branch-sms
          from:
            uri: branch:sms
            parameters: {channels: SMS}
            steps:
              - to: direct:publish
      """;

  @TempDir private Path folder;
  private Main main;
  private BranchFilesMXBean shown;

  @BeforeEach
  void create() {
    main = new Main();
  }

  @AfterEach
  void stop() {
    main.stop();
  }

  @Test
  void filesAreWatchedWhileItRuns() throws Exception {
    start("true");

    write(SMS);

    await().atMost(PATIENCE).until(() -> shown.getChanges() == 1);
    assertThat(shown.getFiles())
        .filteredOn(file -> file.getName().equals("sms.camel.yaml"))
        .extracting(FileState::getState)
        .containsExactly("RUNNING");
    assertThat(shown.getSource()).isEqualTo(folder.toString());
  }

  @Test
  void thatCanBeSwitchedOffAndStillTheyCanBeLookedAtByHand() throws Exception {
    start("false");
    write(SMS);
    await().during(Duration.ofMillis(1500)).until(() -> shown.getChanges() == 0);

    shown.look();
    shown.look();

    await().atMost(PATIENCE).until(() -> shown.getChanges() == 1);
  }

  @Test
  void whatCanNotBeUsedIsToldByHealthUntilItIsMended() throws Exception {
    start("true");

    write(SMS.replace("SMS}", "SSM}"));
    await().atMost(PATIENCE).until(() -> downs().count() == 1);
    assertThat(downs().toList().get(0)).contains("sms.camel.yaml:5:30");

    write(SMS);
    await().atMost(PATIENCE).until(() -> downs().findAny().isEmpty());
  }

  @Test
  void whenItStopsItIsGoneFromJmx() throws Exception {
    start("true");

    main.stop();

    assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(objects(), null)).isEmpty();
  }

  @Test
  void withoutAPlaceThatCanBeReadItDoesNotStart() throws Exception {
    write(SMS);
    folder = folder.resolve("sms.camel.yaml");

    assertThatThrownBy(() -> start("true"))
        .isInstanceOfSatisfying(
            BadRoutes.class,
            refusal ->
                assertThat(refusal.lines())
                    .containsExactly(folder + " can't be read: NotDirectoryException"));
  }

  /** What is down of our own checks. */
  private Stream<String> downs() {
    return HealthCheckHelper.invokeReadiness(main.getCamelContext()).stream()
        .filter(result -> result.getCheck().getId().equals("branch-files"))
        .filter(result -> result.getState().name().equals("DOWN"))
        .map(result -> result.getDetails().toString());
  }

  private void write(String content) throws Exception {
    Files.writeString(folder.resolve("sms.camel.yaml"), content);
  }

  private static ObjectName objects() throws Exception {
    return new ObjectName("org.segmentcourier:type=BranchFiles,*");
  }

  private void start(String watch) throws Exception {
    var values = FakeSettings.values();
    values.put("routes.location", folder.toString());
    values.put("routes.watch", watch);
    values.forEach(main::addInitialProperty);
    main.configure().setRoutesIncludePattern("false");
    main.configure()
        .addConfiguration(
            new CamelConfiguration() {
              @Override
              public void configure(CamelContext context) {
                context
                    .getRegistry()
                    .bind("settings", Settings.of(key -> Optional.ofNullable(values.get(key))));
              }
            });
    main.configure().addConfiguration(new BranchConfiguration());
    main.configure().addMainListener(new LiveRoutes());
    main.start();
    var server = ManagementFactory.getPlatformMBeanServer();
    shown =
        JMX.newMXBeanProxy(
            server, server.queryNames(objects(), null).iterator().next(), BranchFilesMXBean.class);
  }
}
