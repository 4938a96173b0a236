package org.segmentcourier.destination.pinpoint;

import java.time.Duration;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.destination.ImportFiles;
import org.segmentcourier.jmx.DescribedMBean;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans of the Pinpoint destination. */
public final class PinpointConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var pinpoint = registry.lookupByNameAndType("pinpoint", PinpointClient.class);
    var claims = registry.lookupByNameAndType("claims", Claims.class);
    var files = registry.lookupByNameAndType("importFiles", ImportFiles.class);
    var jobs =
        new ImportJobs(
            pinpoint,
            registry.lookupByNameAndType("pinpointOnce", PinpointClient.class),
            settings.text(Setting.PINPOINT_APPLICATION_ID),
            settings.text(Setting.PINPOINT_ROLE_ARN));
    int limit = settings.count(Setting.IMPORTS_CONCURRENT);
    var clock = AwsClock.of(context);
    var watched = new WatchedImports(AwsClock.of(context));
    registry.bind("watchedImports", watched);
    DescribedMBean.whenStarted(context, watched, ImportsMXBean.class);
    registry.bind("importFormats", new ImportFormats());
    registry.bind("importJobs", jobs);
    registry.bind("importLooks", new ImportLooks(files, claims, jobs));
    registry.bind(
        "headerLines", new HeaderLines(registry.lookupByNameAndType("s3", S3Client.class)));
    registry.bind("places", new Places(limit, clock));
    var looks = new NextLooks(settings.duration(Setting.IMPORTS_DEADLINE), clock);
    var stale = Duration.ofSeconds(settings.count(Setting.QUEUE_VISIBILITY));
    registry.bind("importDecision", new ImportDecision(limit, stale, looks));
    registry.bind("importWatch", new ImportWatch(looks));
  }
}
