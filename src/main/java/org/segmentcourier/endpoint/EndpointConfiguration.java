package org.segmentcourier.endpoint;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.aws.Meters;
import org.segmentcourier.aws.Records;
import org.segmentcourier.endpoint.directory.Directory;
import org.segmentcourier.endpoint.directory.DirectoryAge;
import org.segmentcourier.endpoint.directory.Snapshots;
import org.segmentcourier.endpoint.pinpoint.PinpointEndpoints;
import org.segmentcourier.endpoint.refresh.RefreshConfiguration;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import org.segmentcourier.work.WorkFolder;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans of this room. */
public final class EndpointConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    int atOnce = settings.count(Setting.LOOKUP_CONCURRENCY);
    var pinpoint =
        new PinpointEndpoints(
            registry.lookupByNameAndType("pinpointOnce", PinpointClient.class),
            settings.text(Setting.PINPOINT_APPLICATION_ID),
            settings.count(Setting.LOOKUP_RATE),
            settings.duration(Setting.ENDPOINTS_LOOKUP_MAX_TIME),
            settings.duration(Setting.LOOKUP_DEADLINE),
            context.getExecutorServiceManager().newFixedThreadPool(this, "look-ups", atOnce));
    var files = registry.lookupByNameAndType("s3Files", S3Client.class);
    var records = registry.lookupByNameAndType("records", Records.class);
    var bucket = settings.text(Setting.DATA_BUCKET);
    var snapshots = new Snapshots(files, records, bucket);
    var workFolder = registry.lookupByNameAndType("workFolder", WorkFolder.class);
    var directory = new Directory(snapshots, workFolder);
    registry.bind("snapshots", snapshots);
    var age = new DirectoryAge(snapshots, EndpointConfiguration::aside, AwsClock.of(context));
    age.bindTo(Meters.of(context).all());
    registry.bind("directoryAge", age);
    new RefreshConfiguration().configure(context);
    var choice =
        new SourceChoice(settings.text(Setting.ENDPOINTS_SOURCE), directory::newest, pinpoint);
    registry.bind(
        "endpoints",
        new Endpoints(
            choice, context.getExecutorServiceManager().newCachedThreadPool(this, "endpoints")));
  }

  /** Of the application nobody waits for it, even when it stops: S3 may not answer. */
  private static void aside(Runnable look) {
    var thread = new Thread(look, "directory-age");
    thread.setDaemon(true);
    thread.start();
  }
}
