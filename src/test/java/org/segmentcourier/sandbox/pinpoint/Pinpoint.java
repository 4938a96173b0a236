package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import org.segmentcourier.sandbox.Worker;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Amazon Pinpoint on a laptop: projects, endpoints, import and export jobs, imported segments.
 *
 * <p>Statuses, dates and rate limits follow the clock. A worker does the work of jobs when it is
 * due, one job after the other; with a clock that is moved by hand, {@link #settle} does it at
 * once. Whether a fact is Pinpoint's own or was chosen here because Pinpoint doesn't document it
 * stands where it is used. Dynamic segments, campaigns, journeys and messages are not here. User
 * attributes belong to the endpoint that came with them; Pinpoint shares them between the endpoints
 * of a user.
 */
public final class Pinpoint implements Service, AutoCloseable {

  private static final String ARN_PREFIX = "arn:aws:mobiletargeting:us-east-1:000000000000:";
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Store store;
  private final Apps apps;
  private final Jobs jobs;
  private final RateLimits rates;
  private final Tuning tuning;
  private final Map<String, UnaryOperator<ObjectNode>> operations = new HashMap<>();
  private final Worker worker;

  /** As the other, with every role known. */
  public Pinpoint(S3Client s3, Clock clock, Path folder) {
    this(s3, clock, folder, role -> true);
  }

  /**
   * Starts with no project; what an earlier one left in the folder is dropped.
   *
   * @param s3 where import files are read and exports are written
   * @param clock what statuses, dates and rate limits go by
   * @param folder where the endpoint store is kept; made where it is missing
   * @param roles says of a role's ARN whether it is there and trusts pinpoint.amazonaws.com
   */
  public Pinpoint(S3Client s3, Clock clock, Path folder, Predicate<String> roles) {
    store = Store.open(folder);
    apps = new Apps(store, clock, ARN_PREFIX);
    jobs = new Jobs(clock);
    rates = new RateLimits(clock);
    tuning = new Tuning(rates);
    List.of(
            new AppOperations(apps, jobs),
            new EndpointOperations(apps),
            new SegmentOperations(apps),
            new JobOperations(s3, clock, folder, roles, apps, jobs, tuning))
        .forEach(group -> operations.putAll(group.operations()));
    worker = new Worker("pinpoint", LOOK, jobs::work);
    worker.start();
  }

  /**
   * Makes a project, as CloudFormation does.
   *
   * @return its id: 32 hexadecimal digits
   */
  public String createApp(String name) {
    return apps.create(name, Map.of()).id();
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    UnaryOperator<ObjectNode> work = operations.get(operation);
    if (work == null) {
      throw new AwsError("MethodNotAllowedException", "The sandbox has no " + operation);
    }
    rates.take(operation);
    jobs.publish();
    return work.apply(input);
  }

  /** Changes what {@link Tuning} lists. */
  @Override
  public void tune(ObjectNode changes) {
    tuning.change(changes);
  }

  /** Does all the work of jobs that is due by the clock; returns when it is done. */
  public void settle() {
    jobs.work();
    jobs.publish();
  }

  /** Ends the worker and closes the endpoint store. */
  @Override
  public void close() {
    worker.close();
    store.close();
  }
}
