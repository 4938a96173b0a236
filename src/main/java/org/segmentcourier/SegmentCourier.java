package org.segmentcourier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.segmentcourier.aws.AwsConfiguration;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.delivery.DeliveryConfiguration;
import org.segmentcourier.destination.DestinationConfiguration;
import org.segmentcourier.endpoint.EndpointConfiguration;
import org.segmentcourier.event.EventConfiguration;
import org.segmentcourier.notification.NotificationConfiguration;
import org.segmentcourier.operation.Commands;
import org.segmentcourier.operation.ManagementPort;
import org.segmentcourier.operation.Metrics;
import org.segmentcourier.operation.OperationConfiguration;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.settings.SettingsCheck;
import org.segmentcourier.training.TrainingConfiguration;
import org.segmentcourier.work.WorkConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the application. The routes in {@code routes/} say what it does. */
public final class SegmentCourier {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentCourier.class);

  private static final String SHIPPED =
      "classpath:routes/*.camel.yaml,classpath:routes/branches/*.camel.yaml";

  /** What an operator edits, seen from where the application is started. */
  private static final Path CONFIG = Path.of("config");

  /** Their own branches. */
  private static final Path OPERATORS = CONFIG.resolve("routes");

  private SegmentCourier() {}

  /**
   * @param args none: the application starts; else a command, see {@link Commands}
   */
  public static void main(String[] args) {
    System.exit(args.length == 0 ? run() : Commands.run(SegmentCourier::beans, args));
  }

  /** Runs until it is told to stop. */
  private static int run() {
    Main main = create();
    try {
      main.run();
      return main.getExitCode();
    } catch (Exception e) {
      var reasons = Mendable.in(e, main.getCamelContext());
      if (reasons.isEmpty()) {
        LOG.error("does not start", e);
      } else {
        LOG.debug("does not start", e);
      }
      reasons.forEach(reason -> LOG.error("does not start: {}", reason));
      return 1;
    }
  }

  /** Settings and clients, for a command; nothing of the application runs. */
  private static Registry beans() throws Exception {
    Main main = configured();
    main.addOverrideProperty("camel.management.enabled", "false");
    main.init();
    return main.getCamelContext().getRegistry();
  }

  /** The application, not yet started; each room binds its own beans. */
  public static Main create() {
    Main main = configured();
    var configuration = main.configure();
    configuration.setRoutesIncludePattern(routes(OPERATORS));
    // In this order: a room may use what the ones before it have bound.
    configuration.addConfiguration(new ManagementPort());
    configuration.addConfiguration(new Metrics());
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

  /** Knows where settings are, and checks them; the clients of AWS are built from them. */
  private static Main configured() {
    Main main = new Main();
    // The first place that has a key wins.
    main.setPropertyPlaceholderLocations(
        "file:config/application.properties;optional=true,classpath:application.properties");
    // Camel takes no variable ending in _PORT from the environment, since Kubernetes sets such.
    Optional.ofNullable(System.getenv("CAMEL_MANAGEMENT_PORT"))
        .ifPresent(port -> main.addOverrideProperty("camel.management.port", port));
    var configuration = main.configure();
    configuration.addMainListener(new SettingsCheck(CONFIG));
    configuration.addConfiguration(new AwsConfiguration());
    return main;
  }

  /** Which routes are loaded; Camel would refuse to start over a folder that isn't there. */
  static String routes(Path operators) {
    return Files.isDirectory(operators)
        ? SHIPPED + ",file:" + operators + "/*.camel.yaml"
        : SHIPPED;
  }
}
