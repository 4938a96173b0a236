package org.segmentcourier.destination;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.aws.Records;
import org.segmentcourier.destination.pinpoint.PinpointConfiguration;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans of this room. */
public final class DestinationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var records = registry.lookupByNameAndType("records", Records.class);
    var s3 = registry.lookupByNameAndType("s3", S3Client.class);
    registry.bind("claims", new Claims(records));
    registry.bind("importFiles", new ImportFiles(s3));
    registry.bind(
        "importTicks",
        new ImportTicks(settings.duration(Setting.IMPORTS_DEADLINE), AwsClock.of(context)));
    new PinpointConfiguration().configure(context);
  }
}
