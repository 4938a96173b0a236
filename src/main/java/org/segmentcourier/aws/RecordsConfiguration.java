package org.segmentcourier.aws;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.sqs.PropertyValueMessageGroupIdStrategy;
import org.apache.camel.component.aws2.sqs.Sqs2Component;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Binds what this room makes of the clients, and how messages in queues are named and fail. */
public final class RecordsConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var s3 = registry.lookupByNameAndType("s3", S3Client.class);
    registry.bind("records", new Records(s3, settings.text(Setting.DATA_BUCKET)));
    registry.bind("placements", new Placements(s3));
    registry.bind("unfinishedUploads", new UnfinishedUploads(s3));
    registry.bind(
        "objectTraces", new ObjectTraces(settings.isOn(Setting.TRACES_ENABLED) ? s3 : null));
    registry.bind("messageAttributes", new MessageAttributes());
    var patience = settings.duration(Setting.QUEUE_DEADLINE);
    settings.expect(
        Setting.QUEUE_DEATHS,
        settings.count(Setting.QUEUE_DEATHS) > Receives.within(patience),
        "more than %d: so often a message may be received until queue.deadline, which is %s"
            .formatted(Receives.within(patience), settings.text(Setting.QUEUE_DEADLINE)));
    var receives =
        new Receives(settings.count(Setting.QUEUE_RECEIVES), patience, AwsClock.of(context));
    registry.bind("receives", receives);
    registry.bind("isWaitedFor", receives.isWaitedFor());
    registry.bind("isLastTry", receives.isLast());
    registry.bind("isInNoBranch", receives.isInNoBranch());
    registry.bind(
        "heldMessages",
        new HeldMessages(receives, registry.lookupByNameAndType("sqs", SqsClient.class)));
    nameMessages(context.getComponent("aws2-sqs", Sqs2Component.class).getConfiguration());
    context
        .getCamelContextExtension()
        .registerEndpointCallback(
            (uri, endpoint) -> {
              if (endpoint instanceof Sqs2Endpoint queue) {
                queue.setExceptionHandler(new FailedMessages(queue));
              }
              return endpoint;
            });
  }

  /**
   * A route names group and deduplication id of a message to a FIFO queue. An endpoint's own option
   * takes no strategy but the component's, so all endpoints get ours from the component. Every
   * message says how often it was received, since when, and whether it was set aside before, for
   * {@link Receives}.
   */
  private static void nameMessages(Sqs2Configuration sqs) {
    sqs.setMessageGroupIdStrategy(new PropertyValueMessageGroupIdStrategy());
    sqs.setMessageDeduplicationIdStrategy(new DeduplicationId());
    sqs.setAttributeNames(
        Stream.of(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                MessageSystemAttributeName.SENT_TIMESTAMP)
            .map(MessageSystemAttributeName::toString)
            .collect(Collectors.joining(",")));
    sqs.setMessageAttributeNames("reason," + ObjectTraces.HEADER);
  }
}
