package org.segmentcourier.sandbox.stack;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The resource types that the sandbox can make, by CloudFormation's names. */
final class ResourceTypes {

  private final Map<String, ResourceType> types = new HashMap<>();

  ResourceTypes(Cloud cloud) {
    var storage = new StorageTypes(cloud);
    types.put("AWS::S3::Bucket", storage::bucket);
    types.put("AWS::S3::BucketPolicy", storage::bucketPolicy);
    types.put("AWS::IAM::Role", storage::role);
    types.put("AWS::IAM::ManagedPolicy", storage::managedPolicy);
    var messaging = new MessagingTypes(cloud);
    types.put("AWS::SQS::Queue", messaging::queue);
    types.put("AWS::SQS::QueuePolicy", messaging::queuePolicy);
    types.put("AWS::SNS::Topic", messaging::topic);
    types.put("AWS::SNS::Subscription", messaging::subscription);
    var events = new EventTypes(cloud);
    types.put("AWS::Events::EventBus", events::bus);
    types.put("AWS::Events::Rule", events::rule);
    types.put("AWS::Pinpoint::App", (name, properties) -> project(cloud, properties));
  }

  Optional<ResourceType> find(String type) {
    return Optional.ofNullable(types.get(type));
  }

  private static Made project(Cloud cloud, Properties properties) {
    String id = cloud.projects().apply(properties.requiredText("Name"));
    properties.skip("Tags");
    String arn = cloud.account().arn("mobiletargeting", "apps/" + id);
    return new Made(id, Map.of("Arn", arn));
  }
}
