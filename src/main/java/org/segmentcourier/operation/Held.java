package org.segmentcourier.operation;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.camel.spi.Registry;
import org.segmentcourier.aws.Records;
import org.segmentcourier.delivery.publish.HeldFiles;
import org.segmentcourier.delivery.records.DeliveryRecords;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists segment files that wait until somebody has looked. */
@Command(
    name = "held",
    description =
        "Lists segment files that wait until somebody has looked, since their size does not seem"
            + " right, with the commands that publish them or not.",
    mixinStandardHelpOptions = true)
final class Held implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private final Callable<Registry> beans;
  private DeliveryRecords records;

  Held(Callable<Registry> beans) {
    this.beans = beans;
  }

  @Override
  public Integer call() throws Exception {
    var registry = beans.call();
    var s3 = registry.lookupByNameAndType("s3", S3Client.class);
    var bucket = registry.lookupByNameAndType("settings", Settings.class).text(Setting.DATA_BUCKET);
    var clock = Clock.systemUTC();
    records = new DeliveryRecords(new Records(s3, bucket), clock);
    var waiting =
        s3
            .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(HeldFiles.PLACE))
            .contents()
            .stream()
            .filter(object -> object.key().split("/").length == 3)
            .toList();
    waiting.forEach(object -> print(object, clock));
    if (waiting.isEmpty()) {
      spec.commandLine().getOut().println("no file is held");
    }
    return 0;
  }

  private void print(S3Object object, Clock clock) {
    var parts = object.key().split("/");
    var commit = records.find(parts[1]);
    var waits = Duration.between(object.lastModified(), clock.instant());
    long left = Math.max(0, HeldFiles.PATIENCE.minus(waits).toDays());
    spec.commandLine()
        .getOut()
        .printf(
            "%s %s%n    %s; days left: %d%n",
            parts[1],
            parts[2],
            commit == null ? "its delivery is not known" : commit.file(parts[2]).held(),
            left);
  }
}
