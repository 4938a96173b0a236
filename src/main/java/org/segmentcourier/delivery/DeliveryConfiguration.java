package org.segmentcourier.delivery;

import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.aws.Meters;
import org.segmentcourier.aws.Records;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.delivery.build.DiskSpace;
import org.segmentcourier.delivery.build.JobOutput;
import org.segmentcourier.delivery.build.SegmentCsv;
import org.segmentcourier.delivery.build.SegmentFiles;
import org.segmentcourier.delivery.build.SegmentRows;
import org.segmentcourier.delivery.exclusion.Experiments;
import org.segmentcourier.delivery.exclusion.Suppressions;
import org.segmentcourier.delivery.order.Orders;
import org.segmentcourier.delivery.order.SegmentJobs;
import org.segmentcourier.delivery.publish.HeldFiles;
import org.segmentcourier.delivery.publish.HeldNotices;
import org.segmentcourier.delivery.publish.Pauses;
import org.segmentcourier.delivery.publish.Publications;
import org.segmentcourier.delivery.publish.Staging;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.delivery.records.LastSizes;
import org.segmentcourier.delivery.watch.DeliveriesMXBean;
import org.segmentcourier.delivery.watch.WatchedDeliveries;
import org.segmentcourier.jmx.DescribedMBean;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import org.segmentcourier.work.WorkFolder;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans of this room. */
public final class DeliveryConfiguration implements CamelConfiguration {

  /** Files that are put at once: S3 takes far less from one connection than a network gives. */
  private static final int UPLOADS = 4;

  @Override
  public void configure(CamelContext context) throws Exception {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var files = registry.lookupByNameAndType("s3Files", S3Client.class);
    var personalize = registry.lookupByNameAndType("personalize", PersonalizeClient.class);
    var clock = AwsClock.of(context);
    var records =
        new DeliveryRecords(registry.lookupByNameAndType("records", Records.class), clock);

    var threads = context.getExecutorServiceManager().newCachedThreadPool(this, "files");
    context
        .getExecutorServiceManager()
        .registerThreadPoolProfile(
            new ThreadPoolProfileBuilder("uploads").poolSize(UPLOADS).maxPoolSize(UPLOADS).build());
    registry.bind("orders", new Orders(settings.duration(Setting.DELIVERY_DEADLINE), clock));
    var jobs = new SegmentJobs(personalize);
    registry.bind("segmentJobs", jobs);
    registry.bind("deliveryRecords", records);
    watch(context, jobs, records, clock);
    registry.bind("jobOutput", new JobOutput(files));
    registry.bind("diskSpace", new DiskSpace());
    registry.bind(
        "segmentFiles",
        new SegmentFiles(
            SegmentFiles.PART_LIMIT,
            clock,
            threads,
            new Experiments(settings.text(Setting.HOLDOUT_KEY))));
    registry.bind(
        "suppressions",
        new Suppressions(
            files,
            settings.text(Setting.DATA_BUCKET),
            registry.lookupByNameAndType("workFolder", WorkFolder.class)));
    registry.bind("segmentCsv", new SegmentCsv());
    registry.bind("segmentRows", new SegmentRows());
    var staging = new Staging(files, settings);
    registry.bind("staging", staging);
    registry.bind("deliveryCounters", new DeliveryCounters(Meters.of(context).all()));
    var branches = new Branches(context);
    var pauses = new Pauses(files, settings.text(Setting.DATA_BUCKET), clock);
    registry.bind("pauses", pauses);
    registry.bind("publications", new Publications(records, pauses, branches, settings));
    var notices = new HeldNotices();
    registry.bind("heldNotices", notices);
    registry.bind(
        "heldFiles",
        new HeldFiles(
            files,
            settings.text(Setting.DATA_BUCKET),
            records,
            staging,
            notices,
            branches,
            pauses,
            settings.duration(Setting.DELIVERY_BRANCH_WAIT),
            clock));
    registry.bind(
        "lastSizes", new LastSizes(registry.lookupByNameAndType("records", Records.class)));
    registry.bind("deliveryNotices", new DeliveryNotices(settings.text(Setting.DATA_BUCKET)));
  }

  private static void watch(
      CamelContext context, SegmentJobs jobs, DeliveryRecords records, Clock clock) {
    var orders = context.createProducerTemplate();
    var watched =
        new WatchedDeliveries(
            jobs, records, order -> orders.sendBody("direct:order", order), clock);
    context.getRegistry().bind("watchedDeliveries", watched);
    DescribedMBean.whenStarted(context, watched, DeliveriesMXBean.class);
  }
}
