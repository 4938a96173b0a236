package org.segmentcourier.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Small JSON objects of our own in S3, written so that of several writers one wins: claims,
 * commits, markers.
 *
 * <p>A writer has won when its very content is there. So an answer that got lost, or an attempt of
 * the SDK that succeeded unseen and met itself in the next, is told from a defeat by reading back.
 * Two writers of the same content both win; who must be the only one writes something random.
 */
public final class Records {

  /** How often a write is tried whose outcome S3 left open: a conflict (409), or no answer. */
  private static final int ATTEMPTS = 6;

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int SERVER_ERROR = 500;

  private final S3Client s3;
  private final String bucket;
  private final Duration pause;

  /**
   * @param bucket where the records are
   */
  public Records(S3Client s3, String bucket) {
    this(s3, bucket, Duration.ofMillis(100));
  }

  /**
   * @param pause before the second attempt; doubled with each further one
   */
  Records(S3Client s3, String bucket, Duration pause) {
    this.s3 = s3;
    this.bucket = bucket;
    this.pause = pause;
  }

  /**
   * A record as it was read.
   *
   * @param etag for {@link Records#replace}
   * @param lastModified by S3's clock, in whole seconds
   * @param read by S3's clock, in whole seconds
   */
  public record Versioned(byte[] content, String etag, Instant lastModified, Instant read) {

    /** For how long it had been there, give or take a second. */
    public Duration age() {
      return Duration.between(lastModified, read);
    }
  }

  /**
   * Reads a record, if there is one.
   *
   * @throws SdkException if S3 can't be asked
   */
  public Optional<Versioned> get(String key) {
    try {
      var found = s3.getObjectAsBytes(GetObjectRequest.builder().bucket(bucket).key(key).build());
      var about = found.response();
      return Optional.of(
          new Versioned(
              found.asByteArray(), about.eTag(), about.lastModified(), S3Clock.at(about)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a record that must not be there yet.
   *
   * @return false if there is one with other content
   * @throws SdkException if S3 refuses for another reason, or leaves the outcome open for too long
   */
  public boolean create(String key, byte[] json) {
    return put(request(key).ifNoneMatch("*").build(), json);
  }

  /**
   * Writes a record over the version that was read.
   *
   * @param etag of that version
   * @return false if the record is no longer that version, or gone
   * @throws SdkException as {@link #create}
   */
  public boolean replace(String key, byte[] json, String etag) {
    return put(request(key).ifMatch(etag).build(), json);
  }

  private PutObjectRequest.Builder request(String key) {
    return PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
  }

  private boolean put(PutObjectRequest request, byte[] json) {
    for (int attempt = 1; ; attempt++) {
      SdkException open;
      try {
        s3.putObject(request, RequestBody.fromBytes(json));
        return true;
      } catch (S3Exception e) {
        if (e.statusCode() == PRECONDITION_FAILED || e instanceof NoSuchKeyException) {
          return holds(request.key(), json);
        }
        if (e.statusCode() != CONFLICT && e.statusCode() < SERVER_ERROR) {
          throw e;
        }
        open = e;
      } catch (SdkClientException e) {
        open = e;
      }
      if (holds(request.key(), json)) {
        return true;
      }
      if (attempt == ATTEMPTS) {
        throw open;
      }
      rest(attempt);
    }
  }

  private boolean holds(String key, byte[] json) {
    return get(key).filter(found -> Arrays.equals(found.content(), json)).isPresent();
  }

  private void rest(int attempt) {
    long most = pause.toMillis() << (attempt - 1);
    try {
      Thread.sleep(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("Interrupted while waiting to write a record again", e);
    }
  }
}
