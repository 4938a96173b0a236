package org.segmentcourier.sandbox.pinpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 as far as Pinpoint's jobs need it, in memory. */
final class MemoryS3 implements S3Client {

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

  /**
   * @param url such as {@code s3://bucket/key}
   */
  void put(String url, byte[] content) {
    objects.put(url, content);
  }

  void put(String url, String content) {
    put(url, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The contents of all objects whose URL begins so, by URL. */
  List<byte[]> contents(String prefix) {
    return objects.entrySet().stream()
        .filter(object -> object.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .toList();
  }

  private byte[] content(String bucket, String key) {
    byte[] content = objects.get("s3://" + bucket + "/" + key);
    if (content == null) {
      throw NoSuchKeyException.builder().message("no such key").statusCode(404).build();
    }
    return content;
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    long size = content(request.bucket(), request.key()).length;
    return HeadObjectResponse.builder().contentLength(size).build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    ByteArrayInputStream content =
        new ByteArrayInputStream(content(request.bucket(), request.key()));
    return new ResponseInputStream<>(
        GetObjectResponse.builder().build(), AbortableInputStream.create(content));
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    String bucket = "s3://" + request.bucket() + "/";
    List<S3Object> found = new ArrayList<>();
    objects.forEach(
        (url, content) -> {
          if (url.startsWith(bucket + request.prefix())) {
            String key = url.substring(bucket.length());
            found.add(S3Object.builder().key(key).size((long) content.length).build());
          }
        });
    return ListObjectsV2Response.builder().contents(found).isTruncated(false).build();
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    try {
      put(
          "s3://" + request.bucket() + "/" + request.key(),
          body.contentStreamProvider().newStream().readAllBytes());
      return PutObjectResponse.builder().build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
