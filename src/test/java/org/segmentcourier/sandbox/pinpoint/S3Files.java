package org.segmentcourier.sandbox.pinpoint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Where in S3 a job reads or writes: {@code s3://bucket/key}, {@code s3://bucket/prefix}. */
record S3Files(String bucket, String path) {

  private static final Pattern URL =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/?(.*)", Pattern.DOTALL);

  /** Throws a {@link Refusal} for what is no S3 URL. */
  static S3Files parse(String url) throws Refusal {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new Refusal("'" + url + "' is no S3 URL: s3://bucket/key or s3://bucket/prefix");
    }
    return new S3Files(matcher.group(1), matcher.group(2));
  }

  /** The path as that of a folder. */
  String folder() {
    return path.isEmpty() || path.endsWith("/") ? path : path + "/";
  }

  /**
   * The one object of this name or, where there is none, all objects whose key begins with it,
   * those in subfolders too; markers of empty folders are none.
   */
  List<ImportFile> list(S3Client s3) {
    if (!path.isEmpty() && !path.endsWith("/")) {
      try {
        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(path));
        return List.of(new ImportFile(s3, bucket, path, head.contentLength()));
      } catch (NoSuchKeyException e) {
        // Not an object, so perhaps a prefix.
      } catch (S3Exception e) {
        if (e.statusCode() != 404) {
          throw e;
        }
      }
    }
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(path))
        .contents()
        .stream()
        .filter(object -> !object.key().endsWith("/"))
        .map(object -> new ImportFile(s3, bucket, object.key(), object.size()))
        .toList();
  }
}
