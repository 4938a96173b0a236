package org.segmentcourier.branch.live;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.check.RouteFile;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A prefix in S3 with files of routes; an object is whole, or not there. */
public final class S3Source implements RouteSource {

  private final S3Client s3;
  private final S3Location place;
  private final Map<String, Read> read = new HashMap<>();

  /**
   * @param place whose key ends in a slash, or is empty
   */
  public S3Source(S3Client s3, S3Location place) {
    this.s3 = s3;
    this.place = place;
  }

  private record Read(String etag, RouteFile file) {}

  @Override
  public List<RouteFile> look() throws IOException {
    try {
      var there = list();
      read.keySet().retainAll(there.keySet());
      for (var name : there.keySet()) {
        if (!read.containsKey(name) || !read.get(name).etag().equals(there.get(name))) {
          read(name);
        }
      }
    } catch (SdkException e) {
      throw new IOException("%s can't be read: %s".formatted(place, why(e)), e);
    }
    return read.values().stream()
        .map(Read::file)
        .sorted(Comparator.comparing(RouteFile::name))
        .toList();
  }

  @Override
  public boolean isChanging() {
    return false;
  }

  /** Names and ETags. */
  private Map<String, String> list() {
    var request = ListObjectsV2Request.builder().bucket(place.bucket()).prefix(place.key()).build();
    var there = new HashMap<String, String>();
    for (S3Object object : s3.listObjectsV2Paginator(request).contents()) {
      var name = object.key().substring(place.key().length());
      if (name.endsWith(RouteFile.ENDING) && !name.startsWith(".") && !name.contains("/")) {
        there.put(name, object.eTag());
      }
    }
    return there;
  }

  private void read(String name) {
    try {
      var object = s3.getObjectAsBytes(get -> get.bucket(place.bucket()).key(place.key() + name));
      var file = new RouteFile(name, place + name, false, object.asByteArray());
      read.put(name, new Read(object.response().eTag(), file));
    } catch (NoSuchKeyException e) {
      read.remove(name); // deleted since
    } catch (S3Exception e) {
      if (e.statusCode() >= HttpStatusCode.INTERNAL_SERVER_ERROR) {
        throw e; // it will pass
      }
      read.put(name, new Read("", RouteFile.unreadable(name, place + name, why(e))));
    }
  }

  /** The same each time: the whole message has the id of the request. */
  private static String why(SdkException e) {
    var details = e instanceof AwsServiceException answer ? answer.awsErrorDetails() : null;
    return details == null || details.errorMessage() == null
        ? e.getMessage()
        : "%s (%s)".formatted(details.errorMessage(), details.errorCode());
  }
}
