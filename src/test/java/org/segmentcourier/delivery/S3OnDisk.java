package org.segmentcourier.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 on a folder, with the application's two buckets. */
final class S3OnDisk implements AutoCloseable {

  static final String DATA = "personalize-data";
  static final String IMPORT = "segment-import";

  private final S3Proxy server;
  private final S3Client client;

  S3OnDisk(Path folder) throws Exception {
    var properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", folder.toRealPath().toString());
    properties.setProperty("jclouds.identity", "test");
    properties.setProperty("jclouds.credential", "test");
    BlobStore store = BlobStores.create("filesystem", properties);
    store.createContainer(DATA);
    store.createContainer(IMPORT);
    server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "test", "test")
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    server.setBlobStoreLocator((key, bucket, object) -> new AccessGrant("test", store));
    server.start();
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  S3Client client() {
    return client;
  }

  void put(String bucket, String key, byte[] content) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  void put(String bucket, String key, Path content) {
    client.putObject(request -> request.bucket(bucket).key(key), content);
  }

  void put(String bucket, String key, String content) {
    put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  String text(String bucket, String key) {
    return client
        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
        .asString(StandardCharsets.UTF_8);
  }

  /** The keys in a bucket, sorted. */
  List<String> keys(String bucket, String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }

  void delete(String bucket, String key) {
    client.deleteObject(request -> request.bucket(bucket).key(key));
  }

  /** Deletes everything. */
  void clear() {
    keys(DATA, "").forEach(key -> delete(DATA, key));
    keys(IMPORT, "").forEach(key -> delete(IMPORT, key));
  }

  Map<String, String> metadata(String bucket, String key) {
    return client.headObject(request -> request.bucket(bucket).key(key)).metadata();
  }

  long openUploads(String bucket) {
    return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().size();
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.stop();
  }
}
