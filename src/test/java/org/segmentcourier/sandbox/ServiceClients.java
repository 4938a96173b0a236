package org.segmentcourier.sandbox;

import java.net.URI;
import java.util.List;
import org.segmentcourier.sandbox.s3.ObjectStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The clients that the sandbox's services use among themselves. Their access key is the service's
 * name, such as {@code events.amazonaws.com}, so that recorded calls tell them from a user's.
 */
final class ServiceClients {

  private final Account account;

  ServiceClients(Account account) {
    this.account = account;
  }

  /**
   * @param interceptors stand before every call
   */
  S3Client s3(URI endpoint, String service, ExecutionInterceptor... interceptors) {
    return S3Client.builder()
        .overrideConfiguration(o -> List.of(interceptors).forEach(o::addExecutionInterceptor))
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.of(account.region()))
        .credentialsProvider(credentials(service))
        .build();
  }

  SqsClient sqs(URI endpoint, String service) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(account.region()))
        .credentialsProvider(credentials(service))
        .build();
  }

  private static AwsCredentialsProvider credentials(String service) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(service, ObjectStore.SECRET));
  }
}
