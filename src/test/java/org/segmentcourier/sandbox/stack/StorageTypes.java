package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.segmentcourier.sandbox.iam.Policy;

/** Buckets, and who may use them. */
final class StorageTypes {

  private final Cloud cloud;

  StorageTypes(Cloud cloud) {
    this.cloud = cloud;
  }

  Made bucket(String name, Properties properties) {
    String bucket = properties.text("BucketName").orElse(name.toLowerCase(Locale.ROOT));
    Properties notifications = properties.group("NotificationConfiguration");
    JsonNode eventBridge = notifications.json("EventBridgeConfiguration");
    notifications.refuseUnread();
    properties.skip(
        "BucketEncryption",
        "LifecycleConfiguration",
        "LoggingConfiguration",
        "OwnershipControls",
        "PublicAccessBlockConfiguration",
        "Tags",
        "VersioningConfiguration");
    cloud
        .objects()
        .createBucket(
            bucket,
            !eventBridge.isMissingNode() && eventBridge.path("EventBridgeEnabled").asBoolean(true));
    return new Made(
        bucket,
        Map.of(
            "Arn",
            "arn:aws:s3:::" + bucket,
            "DomainName",
            bucket + ".s3.amazonaws.com",
            "RegionalDomainName",
            "%s.s3.%s.amazonaws.com".formatted(bucket, cloud.account().region())));
  }

  Made bucketPolicy(String name, Properties properties) {
    String bucket = properties.requiredText("Bucket");
    cloud.objects().policy(bucket, Policy.of(properties.required("PolicyDocument")));
    return new Made(bucket, Map.of());
  }

  Made managedPolicy(String name, Properties properties) {
    String policy = properties.text("ManagedPolicyName").orElse(name);
    String arn = cloud.account().globalArn("iam", "policy/" + policy);
    properties.text("Description");
    cloud.roles().createPolicy(arn, Policy.of(properties.required("PolicyDocument")));
    return new Made(arn, Map.of("PolicyArn", arn));
  }

  Made role(String name, Properties properties) {
    String role = properties.text("RoleName").orElse(name);
    String arn = cloud.account().globalArn("iam", "role/" + role);
    properties.skip("Description", "ManagedPolicyArns", "MaxSessionDuration", "Tags");
    // Read, so that one that isn't understood is an error; what a role may do isn't enforced.
    properties.list("Policies").forEach(policy -> Policy.of(policy.path("PolicyDocument")));
    cloud.roles().create(arn, Policy.of(properties.required("AssumeRolePolicyDocument")));
    return new Made(role, Map.of("Arn", arn));
  }
}
