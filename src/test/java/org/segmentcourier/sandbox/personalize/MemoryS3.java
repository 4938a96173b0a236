package org.segmentcourier.sandbox.personalize;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket, {@code data}, in memory. */
final class MemoryS3 implements S3Client {

  private static final String BUCKET = "data";

  private final NavigableMap<String, byte[]> objects = new TreeMap<>();

  void put(String key, String content) {
    objects.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  void put(String key, byte[] content) {
    objects.put(key, content);
  }

  String get(String key) {
    return new String(objects.get(key), StandardCharsets.UTF_8);
  }

  Set<String> keys() {
    return objects.keySet();
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    check(request.bucket());
    return ListObjectsV2Response.builder()
        .isTruncated(false)
        .contents(
            objects.entrySet().stream()
                .filter(object -> object.getKey().startsWith(request.prefix()))
                .map(
                    object ->
                        S3Object.builder()
                            .key(object.getKey())
                            .size((long) object.getValue().length)
                            .build())
                .toList())
        .build();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
    check(request.bucket());
    return new ResponseInputStream<>(
        GetObjectResponse.builder().build(), new ByteArrayInputStream(objects.get(request.key())));
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    check(request.bucket());
    try {
      objects.put(request.key(), body.contentStreamProvider().newStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PutObjectResponse.builder().build();
  }

  private static void check(String bucket) {
    if (!bucket.equals(BUCKET)) {
      throw NoSuchBucketException.builder().message("The specified bucket does not exist").build();
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
