package org.segmentcourier;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.main.Main;
import org.segmentcourier.aws.AwsConfiguration;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.delivery.DeliveryConfiguration;
import org.segmentcourier.destination.DestinationConfiguration;
import org.segmentcourier.endpoint.EndpointConfiguration;
import org.segmentcourier.event.EventConfiguration;
import org.segmentcourier.notification.NotificationConfiguration;
import org.segmentcourier.operation.ManagementPort;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.settings.BadSettings;
import org.segmentcourier.settings.SettingsCheck;
import org.segmentcourier.training.TrainingConfiguration;
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

  /** Where an operator sets an option of Camel. */
  private static final String WHERE = "(config/application.properties, or the environment)";

  private SegmentCourier() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs until it is told to stop. What its operator can mend is said in a line each. */
  private static int run(String[] args) {
    try {
      Main main = create();
      main.run(args);
      return main.getExitCode();
    } catch (BadSettings e) {
      e.errors().forEach(SegmentCourier::refuse);
    } catch (ManagementPort.Taken e) {
      refuse(e.getMessage());
    } catch (Exception e) {
      byCamel(e).ifPresentOrElse(SegmentCourier::refuse, () -> LOG.error("does not start", e));
    }
    return 1;
  }

  /** What Camel says of an option of its own, if that is why it does not start. */
  private static Optional<String> byCamel(Exception e) {
    if (e instanceof PropertyBindingException option) {
      return Optional.of(
          "%s%s = '%s' %s: Camel has no such option, or it takes no such value"
              .formatted(
                  option.getOptionPrefix(), option.getOptionKey(), option.getValue(), WHERE));
    }
    // An empty value, or a component that is not there: Camel has no type of its own for these.
    return Optional.ofNullable(e.getMessage())
        .filter(message -> message.startsWith("Error configuring property"))
        .map(message -> message + " " + WHERE);
  }

  private static void refuse(String reason) {
    LOG.error("does not start: {}", reason);
  }

  /** The application, not yet started; each room binds its own beans. */
  public static Main create() {
    Main main = new Main();
    // The first place that has a key wins.
    main.setPropertyPlaceholderLocations(
        "file:config/application.properties;optional=true,classpath:application.properties");
    // Camel takes no variable ending in _PORT from the environment, since Kubernetes sets such.
    Optional.ofNullable(System.getenv("CAMEL_MANAGEMENT_PORT"))
        .ifPresent(port -> main.addOverrideProperty("camel.management.port", port));
    var configuration = main.configure();
    configuration.setRoutesIncludePattern(routes(OPERATORS));
    configuration.addMainListener(new SettingsCheck(CONFIG));
    // In this order: a room may use what the ones before it have bound.
    configuration.addConfiguration(new AwsConfiguration());
    configuration.addConfiguration(new ManagementPort());
    configuration.addConfiguration(new RecordsConfiguration());
    configuration.addConfiguration(new EventConfiguration());
    configuration.addConfiguration(new TrainingConfiguration());
    configuration.addConfiguration(new SegmentConfiguration());
    configuration.addConfiguration(new EndpointConfiguration());
    configuration.addConfiguration(new BranchConfiguration());
    configuration.addConfiguration(new DeliveryConfiguration());
    configuration.addConfiguration(new DestinationConfiguration());
    configuration.addConfiguration(new NotificationConfiguration());
    return main;
  }

  /** Which routes are loaded; Camel would refuse to start over a folder that isn't there. */
  static String routes(Path operators) {
    return Files.isDirectory(operators)
        ? SHIPPED + ",file:" + operators + "/*.camel.yaml"
        : SHIPPED;
  }
}
