package org.segmentcourier.notification;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.AwsClock;
import org.segmentcourier.aws.Meters;
import org.segmentcourier.aws.Records;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Binds the beans of this room. */
public final class NotificationConfiguration implements CamelConfiguration {

  /** That it takes to tell people: one to write the claim to it, one to publish. */
  private static final int CALLS = 2;

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var records = registry.lookupByNameAndType("records", Records.class);
    registry.bind(
        "told", new Told(records, settings.duration(Setting.AWS_CALL_TIMEOUT).multipliedBy(CALLS)));
    registry.bind("topicMessages", new TopicMessages(settings.text(Setting.NOTIFICATION_SUBJECT)));
    registry.bind("redriveNotices", new RedriveNotices());
    registry.bind(
        "outcomeCounters", new OutcomeCounters(Meters.of(context).all(), AwsClock.of(context)));
  }
}
