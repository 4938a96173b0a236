package org.segmentcourier.training;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.training.personalize.ResourceNames;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One bucket in memory, with a clock of its own and pages of two, so that paging is tried. */
final class FakeS3 implements S3Client {

  static final String BUCKET = "data";

  private static final int PAGE = 2;

  final List<String> read = new ArrayList<>();
  private final TreeMap<String, Stored> objects = new TreeMap<>();
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private RuntimeException broken;

  private record Stored(byte[] content, Instant lastModified) {
    String etag() {
      return "\""
          + ResourceNames.hash(List.of(new String(content, StandardCharsets.ISO_8859_1)))
          + "\"";
    }
  }

  void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  Instant now() {
    return now;
  }

  void setDown(boolean isDown) {
    broken = isDown ? S3Exception.builder().statusCode(503).message("Slow down").build() : null;
  }

  /** From now on listing fails so. */
  void breakListing(RuntimeException failure) {
    broken = failure;
  }

  UploadEvent put(String key, String content) {
    return put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  UploadEvent put(String key, byte[] content) {
    var stored = new Stored(content, now);
    objects.put(key, stored);
    return new UploadEvent(
        BUCKET, key, stored.etag().replace("\"", ""), content.length, now.toString());
  }

  void delete(String key) {
    objects.remove(key);
  }

  String text(String key) {
    return new String(objects.get(key).content(), StandardCharsets.UTF_8);
  }

  Instant lastModified(String key) {
    return objects.get(key).lastModified();
  }

  List<String> keys(String prefix) {
    return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    if (broken != null) {
      throw broken;
    }
    var entries = new LinkedHashSet<String>();
    for (String key : objects.keySet()) {
      if (key.startsWith(request.prefix())) {
        int end =
            request.delimiter() == null
                ? -1
                : key.indexOf(request.delimiter(), request.prefix().length());
        entries.add(end < 0 ? key : key.substring(0, end + 1));
      }
    }
    int from =
        request.continuationToken() == null ? 0 : Integer.parseInt(request.continuationToken());
    var page = entries.stream().skip(from).limit(PAGE).toList();
    boolean more = from + PAGE < entries.size();
    var builder =
        ListObjectsV2Response.builder()
            .contents(page.stream().filter(e -> !e.endsWith("/")).map(this::object).toList())
            .commonPrefixes(
                page.stream()
                    .filter(e -> e.endsWith("/"))
                    .map(e -> CommonPrefix.builder().prefix(e).build())
                    .toList())
            .isTruncated(more)
            .nextContinuationToken(more ? String.valueOf(from + PAGE) : null);
    return (ListObjectsV2Response) builder.sdkHttpResponse(dated()).build();
  }

  private SdkHttpResponse dated() {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    return SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build();
  }

  private S3Object object(String key) {
    var stored = objects.get(key);
    return S3Object.builder()
        .key(key)
        .eTag(stored.etag())
        .size((long) stored.content().length)
        .lastModified(stored.lastModified())
        .build();
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    var stored = objects.get(request.key());
    if (stored == null) {
      throw NoSuchKeyException.builder().statusCode(404).message("no " + request.key()).build();
    }
    if (request.ifMatch() != null && !stored.etag().equals("\"" + request.ifMatch() + "\"")) {
      throw S3Exception.builder().statusCode(412).message("changed").build();
    }
    read.add(request.key());
    byte[] content = stored.content();
    if (request.range() != null && content.length == 0) {
      throw S3Exception.builder().statusCode(416).message("InvalidRange").build();
    }
    if (request.range() != null) {
      int end = Integer.parseInt(request.range().substring("bytes=0-".length())) + 1;
      content = Arrays.copyOf(content, Math.min(end, content.length));
    }
    var response =
        GetObjectResponse.builder().eTag(stored.etag()).lastModified(stored.lastModified());
    response.sdkHttpResponse(dated());
    try {
      return transformer.transform(
          response.build(), AbortableInputStream.create(new ByteArrayInputStream(content)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    var there = objects.get(request.key());
    boolean unwanted = request.ifNoneMatch() != null && there != null;
    boolean changed =
        request.ifMatch() != null
            && (there == null || !bare(there.etag()).equals(bare(request.ifMatch())));
    if (unwanted || changed) {
      throw S3Exception.builder().statusCode(412).message("PreconditionFailed").build();
    }
    try (var content = body.contentStreamProvider().newStream()) {
      var stored = new Stored(content.readAllBytes(), now);
      objects.put(request.key(), stored);
      return PutObjectResponse.builder().eTag(stored.etag()).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
