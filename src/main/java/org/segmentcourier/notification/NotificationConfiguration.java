package org.segmentcourier.notification;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.aws.Records;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Binds the beans of this room. */
public final class NotificationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var records = registry.lookupByNameAndType("records", Records.class);
    registry.bind("told", new Told(records));
    registry.bind("topicMessages", new TopicMessages(settings.text(Setting.NOTIFICATION_SUBJECT)));
    registry.bind("redriveNotices", new RedriveNotices());
  }
}
