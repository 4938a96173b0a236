package org.segmentcourier;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.main.Main;
import org.segmentcourier.aws.AwsConfiguration;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.delivery.DeliveryConfiguration;
import org.segmentcourier.destination.DestinationConfiguration;
import org.segmentcourier.endpoint.EndpointConfiguration;
import org.segmentcourier.event.EventConfiguration;
import org.segmentcourier.notification.NotificationConfiguration;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.training.TrainingConfiguration;

/** Starts the application. The routes in {@code routes/} say what it does. */
public final class SegmentCourier {

  private static final String SHIPPED =
      "classpath:routes/*.camel.yaml,classpath:routes/branches/*.camel.yaml";

  /** Where an operator's own branches are, seen from where the application is started. */
  private static final Path OPERATORS = Path.of("config/routes");

  private SegmentCourier() {}

  public static void main(String[] args) throws Exception {
    Main main = create();
    main.run(args);
    System.exit(main.getExitCode());
  }

  /** The application, not yet started; each room binds its own beans. */
  public static Main create() {
    Main main = new Main();
    main.setPropertyPlaceholderLocations(
        "classpath:application.properties,file:config/application.properties;optional=true");
    var configuration = main.configure();
    configuration.setRoutesIncludePattern(routes(OPERATORS));
    // In this order: a room may use what the ones before it have bound.
    configuration.addConfiguration(new AwsConfiguration());
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
