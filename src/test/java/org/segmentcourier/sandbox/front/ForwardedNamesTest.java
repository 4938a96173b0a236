package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations and IAM actions as the service authorization reference has them. */
class ForwardedNamesTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /, '', ListBuckets, ListAllMyBuckets",
    "PUT, /b, '', CreateBucket, CreateBucket",
    "PUT, /b/, '', CreateBucket, CreateBucket",
    "DELETE, /b, '', DeleteBucket, DeleteBucket",
    "HEAD, /b, '', HeadBucket, ListBucket",
    "GET, /b, '', ListObjects, ListBucket",
    "GET, /b, list-type=2&prefix=a%2F, ListObjectsV2, ListBucket",
    "GET, /b, uploads, ListMultipartUploads, ListBucketMultipartUploads",
    "GET, /b, versions, ListObjectVersions, ListBucketVersions",
    "GET, /b, location, GetBucketLocation, GetBucketLocation",
    "PUT, /b, notification, PutBucketNotificationConfiguration, PutBucketNotification",
    "GET, /b, notification, GetBucketNotificationConfiguration, GetBucketNotification",
    "PUT, /b, policy, PutBucketPolicy, PutBucketPolicy",
    "POST, /b, delete, DeleteObjects, DeleteObject",
    "GET, /b/k, '', GetObject, GetObject",
    "GET, /b/k/l, partNumber=1, GetObject, GetObject",
    "HEAD, /b/k, '', HeadObject, GetObject",
    "PUT, /b/k, '', PutObject, PutObject",
    "DELETE, /b/k, '', DeleteObject, DeleteObject",
    "POST, /b/k, uploads, CreateMultipartUpload, PutObject",
    "PUT, /b/k, partNumber=1&uploadId=u, UploadPart, PutObject",
    "POST, /b/k, uploadId=u, CompleteMultipartUpload, PutObject",
    "DELETE, /b/k, uploadId=u, AbortMultipartUpload, AbortMultipartUpload",
    "GET, /b/k, uploadId=u, ListParts, ListMultipartUploadParts",
    "GET, /b/k, tagging, GetObjectTagging, GetObjectTagging",
    "PUT, /b/k, tagging, PutObjectTagging, PutObjectTagging",
  })
  void s3IsToldByMethodPathAndQuery(
      String method, String path, String query, String operation, String action) {
    var name = ForwardedNames.of(Api.S3, request(method, path, query, new Headers()));

    assertThat(name.operation()).isEqualTo(operation);
    assertThat(name.action()).isEqualTo("s3:" + action);
  }

  @ParameterizedTest
  @CsvSource({"'', CopyObject", "partNumber=1&uploadId=u, UploadPartCopy"})
  void aCopyIsToldByItsHeader(String query, String operation) {
    var headers = new Headers();
    headers.set("x-amz-copy-source", "b/other");

    var name = ForwardedNames.of(Api.S3, request("PUT", "/b/k", query, headers));

    assertThat(name.operation()).isEqualTo(operation);
    assertThat(name.action()).isEqualTo("s3:PutObject");
    assertThat(name.resource()).isEqualTo("b/k");
  }

  @ParameterizedTest
  @CsvSource({
    "SendMessage, SendMessage",
    "SendMessageBatch, SendMessage",
    "DeleteMessageBatch, DeleteMessage",
    "ChangeMessageVisibilityBatch, ChangeMessageVisibility",
    "ReceiveMessage, ReceiveMessage",
  })
  void sqsIsToldByItsTarget(String operation, String action) {
    var headers = new Headers();
    headers.set("X-Amz-Target", "AmazonSQS." + operation);

    var name = ForwardedNames.of(Api.SQS, request("POST", "/", "", headers));

    assertThat(name.operation()).isEqualTo(operation);
    assertThat(name.action()).isEqualTo("sqs:" + action);
  }

  private static Request request(String method, String path, String query, Headers headers) {
    return new Request(method, path, query, headers, InputStream.nullInputStream());
  }
}
