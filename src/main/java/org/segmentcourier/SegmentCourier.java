package org.segmentcourier;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.segmentcourier.aws.AwsConfiguration;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.aws.StandIns;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.branch.live.LiveRoutes;
import org.segmentcourier.delivery.DeliveryConfiguration;
import org.segmentcourier.destination.DestinationConfiguration;
import org.segmentcourier.endpoint.EndpointConfiguration;
import org.segmentcourier.event.EventConfiguration;
import org.segmentcourier.log.LogConfiguration;
import org.segmentcourier.log.LogFormat;
import org.segmentcourier.notification.NotificationConfiguration;
import org.segmentcourier.operation.Commands;
import org.segmentcourier.operation.ManagementPort;
import org.segmentcourier.operation.Metrics;
import org.segmentcourier.operation.OperationConfiguration;
import org.segmentcourier.operation.Traces;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.settings.SettingsCheck;
import org.segmentcourier.training.TrainingConfiguration;
import org.segmentcourier.work.WorkConfiguration;
import org.slf4j.LoggerFactory;

/** Starts the application. The routes in {@code routes/} say what it does. */
public final class SegmentCourier {

  /** What an operator edits, seen from where the application is started. */
  private static final Path CONFIG = Path.of("config");

  private SegmentCourier() {}

  /**
   * @param args none: the application starts; else a command, see {@link Commands}
   */
  public static void main(String[] args) {
    LogFormat.choose(CONFIG);
    System.exit(
        args.length == 0
            ? run()
            : Commands.run(SegmentCourier::withSettings, SegmentCourier::withoutAws, args));
  }

  /** Runs until it is told to stop. */
  private static int run() {
    Main main = create();
    try {
      main.run();
      return main.getExitCode();
    } catch (Exception e) {
      var log = LoggerFactory.getLogger(SegmentCourier.class);
      var reasons = Mendable.in(e, main.getCamelContext());
      if (reasons.isEmpty()) {
        log.error("does not start", e);
      } else {
        log.debug("does not start", e);
      }
      reasons.forEach(reason -> log.error("does not start: {}", reason));
      return 1;
    }
  }

  /** Settings and clients, for a command; nothing of the application runs. */
  private static CamelContext withSettings() throws Exception {
    return initialized(configured());
  }

  /** For a command that needs neither AWS nor settings that the application can't do without. */
  private static CamelContext withoutAws() throws Exception {
    Main main = placed();
    main.configure().addMainListener(new SettingsCheck(CONFIG, SettingsCheck.OF_ROUTES));
    main.configure().addConfiguration(new StandIns());
    return initialized(main);
  }

  private static CamelContext initialized(Main main) throws Exception {
    main.addOverrideProperty("camel.management.enabled", "false");
    main.init();
    return main.getCamelContext();
  }

  /** The application, not yet started; each room binds its own beans. */
  public static Main create() {
    Main main = configured();
    var configuration = main.configure();
    configuration.setRoutesIncludePattern(Shipped.OWN);
    configuration.setRoutesExcludePattern(Shipped.NOT_OWN);
    configuration.addMainListener(new LiveRoutes());
    // In this order: a room may use what the ones before it have bound.
    configuration.addConfiguration(new LogConfiguration());
    configuration.addConfiguration(new ManagementPort());
    configuration.addConfiguration(new Metrics());
    configuration.addConfiguration(new Traces());
    configuration.addConfiguration(new RecordsConfiguration());
    configuration.addConfiguration(new WorkConfiguration());
    configuration.addConfiguration(new EventConfiguration());
    configuration.addConfiguration(new TrainingConfiguration());
    configuration.addConfiguration(new SegmentConfiguration());
    configuration.addConfiguration(new EndpointConfiguration());
    configuration.addConfiguration(new BranchConfiguration());
    configuration.addConfiguration(new DeliveryConfiguration());
    configuration.addConfiguration(new DestinationConfiguration());
    configuration.addConfiguration(new NotificationConfiguration());
    configuration.addConfiguration(new OperationConfiguration());
    return main;
  }

  /** Checks settings; the clients of AWS are built from them. */
  private static Main configured() {
    Main main = placed();
    main.configure().addMainListener(new SettingsCheck(CONFIG));
    main.configure().addConfiguration(new AwsConfiguration());
    return main;
  }

  /** Knows where settings are. */
  private static Main placed() {
    Main main = new WithoutModelines();
    // The first place that has a key wins.
    main.setPropertyPlaceholderLocations(
        "file:config/application.properties;optional=true,classpath:application.properties");
    // Camel takes no variable ending in _PORT from the environment, since Kubernetes sets such.
    Optional.ofNullable(System.getenv("CAMEL_MANAGEMENT_PORT"))
        .ifPresent(port -> main.addOverrideProperty("camel.management.port", port));
    return main;
  }

  /**
   * Camel reads all routes twice, first to look for properties in comments of theirs; there are
   * none.
   */
  private static final class WithoutModelines extends Main {

    @Override
    protected void modelineRoutes(CamelContext context) {
      // none
    }
  }
}
