package org.segmentcourier.sandbox.s3;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.iam.Access;
import org.segmentcourier.sandbox.iam.Policy;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Stands before a service's calls to S3: what the bucket's policy does not allow is refused. */
final class BucketPolicyCheck implements ExecutionInterceptor {

  private final String service;
  private final Account account;
  private final Function<String, Optional<Policy>> policies;

  /**
   * @param policies the policy of a bucket
   */
  BucketPolicyCheck(String service, Account account, Function<String, Optional<Policy>> policies) {
    this.service = service;
    this.account = account;
    this.policies = policies;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    SdkRequest request = context.request();
    String bucket = request.getValueForField("Bucket", String.class).orElse("");
    String action = action(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    String resource =
        "arn:aws:s3:::"
            + bucket
            + request.getValueForField("Key", String.class).map("/"::concat).orElse("");
    var access = new Access(service, action, resource, Map.of("aws:SourceAccount", account.id()));
    if (policies.apply(bucket).filter(policy -> policy.allows(access)).isEmpty()) {
      String message =
          "User: %s is not authorized to perform: %s on resource: \"%s\" because no resource-based policy allows the %s action"
              .formatted(service, action, resource, action);
      throw S3Exception.builder()
          .message(message)
          .statusCode(403)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .serviceName("S3")
                  .errorCode("AccessDenied")
                  .errorMessage(message)
                  .build())
          .build();
    }
  }

  /** The IAM action that an operation takes. */
  private static String action(String operation) {
    return switch (operation) {
      case "HeadObject" -> "s3:GetObject";
      case "ListObjects", "ListObjectsV2", "HeadBucket" -> "s3:ListBucket";
      case "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" -> "s3:PutObject";
      default -> "s3:" + operation;
    };
  }
}
