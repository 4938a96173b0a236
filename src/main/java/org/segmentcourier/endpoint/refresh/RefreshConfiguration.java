package org.segmentcourier.endpoint.refresh;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.aws.Records;
import org.segmentcourier.endpoint.directory.Snapshots;
import org.segmentcourier.jmx.DescribedMBean;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans that make the endpoint directory. */
public final class RefreshConfiguration implements CamelConfiguration {

  private static final long MEGABYTE = 1 << 20;

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var files = registry.lookupByNameAndType("s3Files", S3Client.class);
    var bucket = settings.text(Setting.DATA_BUCKET);
    var records = registry.lookupByNameAndType("records", Records.class);
    var notes = new SourceNotes(files, records, bucket);
    registry.bind(
        "endpointFiles",
        new EndpointFiles(files, notes, bucket, settings.text(Setting.IMPORT_BUCKET)));
    watch(context);
    var attributes =
        settings.list(Setting.ENDPOINTS_ATTRIBUTES).stream().distinct().sorted().toList();
    registry.bind(
        "refreshes", new Refreshes(bucket, settings.duration(Setting.ENDPOINTS_QUIET), attributes));
    registry.bind(
        "snapshotBuild",
        new SnapshotBuild(
            settings.count(Setting.ENDPOINTS_MEMORY) * MEGABYTE,
            attributes,
            context.getExecutorServiceManager().newCachedThreadPool(this, "refreshes")));
    registry.bind("directoryNotices", new DirectoryNotices(bucket));
  }

  private static void watch(CamelContext context) {
    var ticks = context.createProducerTemplate();
    var watched =
        new WatchedDirectory(
            context.getRegistry().lookupByNameAndType("snapshots", Snapshots.class),
            refresh -> ticks.sendBody("direct:refresh-tick", refresh),
            AwsClock.of(context));
    DescribedMBean.whenStarted(context, watched, DirectoryMXBean.class);
  }
}
