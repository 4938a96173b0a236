package org.segmentcourier.fake;

import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.AfterEach;
import org.segmentcourier.destination.DestinationConfiguration;
import org.segmentcourier.event.EventConfiguration;
import org.segmentcourier.notification.NotificationConfiguration;

/** Base of the tests of routes that run on queues, with an AWS in memory. */
public abstract class InMemoryRoutesTest extends RoutesTest {

  protected static final String UPLOADS = "http://sqs/1/uploads";
  protected static final String UPLOADS_REDRIVE = "http://sqs/1/uploads-redrive";
  protected static final String STATE_CHANGES = "http://sqs/1/state-changes";
  protected static final String STATE_CHANGES_REDRIVE = "http://sqs/1/state-changes-redrive";
  protected static final String IMPORTS = "http://sqs/1/imports.fifo";
  protected static final String IMPORTS_REDRIVE = "http://sqs/1/imports-redrive.fifo";

  protected final FakeS3 s3 = new FakeS3();
  protected final FakeSqs sqs = new FakeSqs();
  protected final FakeSns sns = new FakeSns();
  protected final FakeEvents events = new FakeEvents();
  protected final FakePinpoint pinpoint = new FakePinpoint();

  /**
   * @param files of {@code routes/}, without their ending
   */
  protected InMemoryRoutesTest(String... files) {
    super(files);
  }

  /** Just before Camel stops. */
  @AfterEach
  final void endReceives() {
    sqs.end();
  }

  @Override
  protected void bindAws(Registry registry) {
    registry.bind("s3", s3);
    registry.bind("sqs", sqs);
    registry.bind("sns", sns);
    registry.bind("events", events);
    registry.bind("pinpoint", pinpoint);
    registry.bind("pinpointOnce", pinpoint);
  }

  @Override
  protected List<CamelConfiguration> rooms() {
    return List.of(
        new EventConfiguration(), new DestinationConfiguration(), new NotificationConfiguration());
  }
}
