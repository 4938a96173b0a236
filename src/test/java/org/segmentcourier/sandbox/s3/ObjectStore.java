package org.segmentcourier.sandbox.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.events.Event;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.iam.Policy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Amazon S3 on a folder: S3Proxy, with the events and the atomic conditional writes that it lacks.
 * Signatures are checked; any access key will do, with the one secret.
 */
public final class ObjectStore implements AutoCloseable {

  /** The secret access key that requests must be signed with. */
  public static final String SECRET = "test";

  private final Account account;
  private final WatchedBlobStore store;
  private final S3Proxy server;
  private final Set<String> withEvents = ConcurrentHashMap.newKeySet();
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();

  /**
   * Starts S3 on a port of its own.
   *
   * @param folder where objects are kept; what it holds already is there again
   * @param events told of every object created in a bucket that has EventBridge on
   */
  public ObjectStore(Account account, Path folder, Consumer<Event> events) {
    this.account = account;
    store =
        new WatchedBlobStore(
            new FolderPlaceholders(filesystem(folder)),
            created -> {
              if (withEvents.contains(created.bucket())) {
                events.accept(created.toEvent(account, requestId()));
              }
            });
    server =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "any", SECRET)
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    server.setBlobStoreLocator((accessKey, bucket, key) -> new AccessGrant(SECRET, store));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("S3 of the sandbox does not start", e);
    }
  }

  /** Where it listens; clients go through the front. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /**
   * Makes a bucket, unless it is there already.
   *
   * @param eventBridge whether it tells EventBridge of new objects
   */
  public void createBucket(String name, boolean eventBridge) {
    if (!store.containerExists(name)) {
      store.createContainer(name);
    }
    if (eventBridge) {
      withEvents.add(name);
    }
  }

  /** Sets who may do what with a bucket. */
  public void policy(String bucket, Policy policy) {
    policies.put(bucket, policy);
  }

  /**
   * Refuses a service's calls that no bucket policy lets it make, as S3 does; to be put into the
   * service's client. S3 demands such a policy for Personalize, for instance.
   */
  public ExecutionInterceptor policyCheck(String service) {
    return new BucketPolicyCheck(
        service, account, bucket -> Optional.ofNullable(policies.get(bucket)));
  }

  /** Does what S3Proxy can't: tell of notifications, refuse early, complete on a condition. */
  public ForwardFilter filter() {
    var notifications = new NotificationConfiguration(withEvents::contains);
    var refusals = new EarlyRefusals(store);
    var completions = new Completions(store);
    return (request, server) ->
        notifications.filter(
            request, one -> refusals.filter(one, two -> completions.filter(two, server)));
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3 of the sandbox does not stop", e);
    }
    store.close();
  }

  private static BlobStore filesystem(Path folder) {
    var properties = new Properties();
    try {
      // A relative path breaks multipart uploads.
      properties.setProperty(
          "jclouds.filesystem.basedir", Files.createDirectories(folder).toRealPath().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("can't keep objects in " + folder, e);
    }
    properties.setProperty("jclouds.identity", "any");
    properties.setProperty("jclouds.credential", SECRET);
    return BlobStores.create("filesystem", properties);
  }

  private static String requestId() {
    return UUID.randomUUID().toString().replace("-", "").substring(16).toUpperCase(Locale.ROOT);
  }
}
