package org.segmentcourier.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 in memory: puts with and without conditions, and what may go wrong with them. */
public final class FakeS3 implements S3Client {

  /** What becomes of a put instead of success. */
  public enum Fault {
    /** Refused, since another one is under way. */
    CONFLICT,
    /** Done, but the answer does not arrive. */
    LOST_ANSWER,
    /** Not done, and no answer arrives. */
    LOST_REQUEST
  }

  private record Stored(byte[] content, String etag, Instant put) {}

  private final Map<String, Stored> objects = new TreeMap<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Set<String> forbidden = new HashSet<>();
  private String hidden;
  private Duration ahead = Duration.ZERO;
  private boolean listsFail;
  private int puts;
  private int listed;
  private int heads;
  private final Map<String, String> jobs = new HashMap<>();

  /** Moves the clock by which objects are dated. */
  public synchronized void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  /** The next puts fail so, one each. */
  public synchronized void failPuts(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** An object says that it is of this job. */
  public synchronized void ofJob(String bucket, String key, String job) {
    jobs.put(bucket + "/" + key, job);
  }

  /** How many objects were looked at one by one. */
  public synchronized int heads() {
    return heads;
  }

  /** Puts any content. */
  public synchronized void store(String bucket, String key, byte[] content) {
    objects.put(
        bucket + "/" + key, new Stored(content, UUID.nameUUIDFromBytes(content).toString(), now()));
  }

  /** Puts a file as a user does, in a whole second, and returns its ETag without quotes. */
  public synchronized String upload(String bucket, String key, String content, Instant put) {
    var etag = UUID.nameUUIDFromBytes(content.getBytes(UTF_8)).toString();
    objects.put(
        bucket + "/" + key, new Stored(content.getBytes(UTF_8), etag, put.truncatedTo(SECONDS)));
    return etag;
  }

  public synchronized void remove(String bucket, String key) {
    objects.remove(bucket + "/" + key);
  }

  public synchronized boolean has(String bucket, String key) {
    return objects.containsKey(bucket + "/" + key);
  }

  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** How many puts were tried. */
  public synchronized int puts() {
    return puts;
  }

  @Override
  public synchronized PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    puts++;
    var fault = faults.poll();
    if (fault == Fault.CONFLICT) {
      throw refusal(409, "ConditionalRequestConflict");
    }
    if (fault == Fault.LOST_REQUEST) {
      throw SdkClientException.create("no answer");
    }
    var name = request.bucket() + "/" + request.key();
    var found = objects.get(name);
    if ("*".equals(request.ifNoneMatch()) && found != null) {
      throw refusal(412, "PreconditionFailed");
    }
    if (request.ifMatch() != null) {
      if (found == null) {
        throw NoSuchKeyException.builder().statusCode(404).message("NoSuchKey").build();
      }
      if (!request.ifMatch().equals(quoted(found.etag()))) {
        throw refusal(412, "PreconditionFailed");
      }
    }
    var content = bytes(body);
    var etag = UUID.nameUUIDFromBytes(content).toString();
    objects.put(name, new Stored(content, etag, now()));
    if (fault == Fault.LOST_ANSWER) {
      throw SdkClientException.create("no answer");
    }
    return PutObjectResponse.builder().eTag(quoted(etag)).build();
  }

  @Override
  public synchronized ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
    if (forbidden.contains(request.bucket() + "/" + request.key())) {
      throw denial();
    }
    var found = find(request.bucket(), request.key());
    var response = GetObjectResponse.builder().eTag(quoted(found.etag())).lastModified(found.put());
    response.sdkHttpResponse(dated());
    return ResponseBytes.fromByteArray(response.build(), found.content());
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    var found = getObjectAsBytes(request);
    if (request.ifMatch() != null && !request.ifMatch().equals(found.response().eTag())) {
      throw refusal(412, "PreconditionFailed");
    }
    try {
      return transformer.transform(
          found.response(), AbortableInputStream.create(found.asInputStream()));
    } catch (Exception e) {
      throw SdkClientException.create("the content was not taken", e);
    }
  }

  /** All on one page. */
  @Override
  public synchronized ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    if (listsFail) {
      throw SdkClientException.create("no answer");
    }
    var bucket = request.bucket() + "/";
    var after = request.startAfter() == null ? "" : request.startAfter();
    var contents =
        objects.entrySet().stream()
            .filter(object -> object.getKey().startsWith(bucket + request.prefix()))
            .filter(object -> hidden == null || !object.getKey().startsWith(hidden))
            .filter(object -> object.getKey().compareTo(bucket + after) > 0)
            .map(object -> listed(object.getKey().substring(bucket.length()), object.getValue()))
            .toList();
    listed += contents.size();
    var response = ListObjectsV2Response.builder().contents(contents).isTruncated(false);
    response.sdkHttpResponse(dated());
    return response.build();
  }

  /** Nothing can be listed any more, or again. */
  public synchronized void failLists(boolean fail) {
    listsFail = fail;
  }

  /** How many objects were listed. */
  public synchronized int listed() {
    return listed;
  }

  private static S3Object listed(String key, Stored stored) {
    return S3Object.builder()
        .key(key)
        .eTag(quoted(stored.etag()))
        .size((long) stored.content().length)
        .lastModified(stored.put())
        .build();
  }

  /** An object may no longer be read, nor seen, nor deleted. */
  public synchronized void forbid(String bucket, String key) {
    forbidden.add(bucket + "/" + key);
  }

  /** Objects whose places begin so are there, but not seen, as if they had just been put. */
  public synchronized void hide(String bucket, String prefix) {
    hidden = bucket + "/" + prefix;
  }

  /** Everything that is there is seen. */
  public synchronized void show() {
    hidden = null;
  }

  @Override
  public synchronized HeadObjectResponse headObject(HeadObjectRequest request) {
    if (forbidden.contains(request.bucket() + "/" + request.key())) {
      throw refusal(403, "403 Forbidden");
    }
    var found = find(request.bucket(), request.key());
    heads++;
    var job = jobs.get(request.bucket() + "/" + request.key());
    var response =
        HeadObjectResponse.builder()
            .metadata(job == null ? Map.of() : Map.of("job", job))
            .eTag(quoted(found.etag()))
            .contentLength((long) found.content().length)
            .lastModified(found.put());
    response.sdkHttpResponse(dated());
    return response.build();
  }

  @Override
  public synchronized DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    if (forbidden.contains(request.bucket() + "/" + request.key())) {
      throw denial();
    }
    remove(request.bucket(), request.key());
    return DeleteObjectResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}

  private Instant now() {
    return Instant.now().plus(ahead).truncatedTo(SECONDS);
  }

  private SdkHttpResponse dated() {
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atZone(ZoneOffset.UTC));
    return SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build();
  }

  private Stored find(String bucket, String key) {
    var place = bucket + "/" + key;
    var found = objects.get(place);
    if (found == null || (hidden != null && place.startsWith(hidden))) {
      throw NoSuchKeyException.builder().statusCode(404).message("NoSuchKey").build();
    }
    return found;
  }

  private static String quoted(String etag) {
    return '"' + etag + '"';
  }

  private static byte[] bytes(RequestBody body) {
    try (var in = body.contentStreamProvider().newStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As S3 answers what reads: each answer has an id of its own. */
  private static S3Exception denial() {
    var details =
        AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("Access Denied").build();
    return (S3Exception)
        S3Exception.builder()
            .statusCode(403)
            .requestId(UUID.randomUUID().toString())
            .awsErrorDetails(details)
            .build();
  }

  private static S3Exception refusal(int status, String code) {
    return (S3Exception) S3Exception.builder().statusCode(status).message(code).build();
  }
}
