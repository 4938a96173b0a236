package org.segmentcourier.delivery;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.segmentcourier.endpoint.Endpoint;

/**
 * Delivers a job in which each counter counts. It is loaded by {@link PlantedClasses}; so that who
 * uses it need not be, it is known by types of Java only.
 */
public final class PlantedDelivery implements UnaryOperator<String>, AutoCloseable {

  private final DeliveryApplication application;
  private final KnownUsers users = new KnownUsers(1);

  public PlantedDelivery(Path folder) throws Exception {
    // Camel asks the thread for classes that it knows by name only.
    Thread.currentThread().setContextClassLoader(PlantedDelivery.class.getClassLoader());
    application = new DeliveryApplication(folder, 2, output -> output);
    application.source = () -> users;
    application.addBranch(
        """
        - route:
            id: branch-email
            from: {uri: "branch:email?channels=EMAIL", steps: [{to: "direct:publish"}]}
        """);
  }

  /**
   * Delivers the job of this name; gives what is known of it in S3, why it failed, and how it
   * counts.
   */
  @Override
  public String apply(String job) {
    users.add("reached", email("e1"), email("e2"), email("e2"), sms("s1", false, true));
    users.add("also reached", email("e3"), email("e4"));
    users.add("opted out", new Endpoint("e5", "EMAIL", true, true));
    users.add("inactive", new Endpoint("e6", "EMAIL", false, false));
    users.add("invalid", email("e\t7"));
    users.add("elsewhere", sms("s2", false, true));
    application.output(
        job,
        "a.json.out",
        Lines.item(
            "1",
            "reached",
            "opted out",
            "reached",
            "inactive",
            "invalid",
            "elsewhere",
            "unknown",
            "also reached"));
    var arn = application.jobs.add(job);
    var unbalanced = application.meters.get("segment.courier.deliveries.unbalanced").counter();
    double before = unbalanced.count();
    String failure = "";
    try {
      application.deliver(arn);
    } catch (CamelExecutionException e) {
      failure =
          Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
              .map(Throwable::getMessage)
              .collect(Collectors.joining("\n"));
    }
    var known =
        List.of(S3OnDisk.DATA, S3OnDisk.IMPORT).stream()
            .flatMap(bucket -> application.s3.keys(bucket, "").stream())
            .filter(key -> !key.startsWith("batch/"))
            .collect(Collectors.joining("\n"));
    application.s3.clear();
    long counted = Math.round(unbalanced.count() - before);
    return known + "\n" + failure + "\nunbalanced: " + counted;
  }

  private static Endpoint email(String id) {
    return KnownUsers.email(id);
  }

  private static Endpoint sms(String id, boolean optedOut, boolean active) {
    return new Endpoint(id, "SMS", optedOut, active);
  }

  @Override
  public void close() throws Exception {
    application.close();
  }
}
