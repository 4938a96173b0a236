package org.segmentcourier.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.segmentcourier.segment.UserBatch;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.EndpointResponse;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;

/**
 * Asks Amazon Pinpoint for the endpoints of one user after the other ({@code GetUserEndpoints}), a
 * few at once and at a steady rate. Throttled and failed calls are made again until one is answered
 * or the deadline passes.
 */
final class PinpointEndpoints implements Endpoints {

  private static final int THROTTLED = 429;
  private static final int TIMED_OUT = 408;
  private static final int SERVER_ERROR = 500;

  private final PinpointClient pinpoint;
  private final String application;
  private final Pace pace;
  private final Duration deadline;
  private final ExecutorService threads;

  /**
   * @param pinpoint makes each call once: repeating is done here, at the pace
   * @param deadline how long one look-up is tried
   * @param threads as many as there may be look-ups at once
   */
  PinpointEndpoints(
      PinpointClient pinpoint,
      String application,
      Pace pace,
      Duration deadline,
      ExecutorService threads) {
    this.pinpoint = pinpoint;
    this.application = application;
    this.pace = pace;
    this.deadline = deadline;
    this.threads = threads;
  }

  /** Pinpoint gives the same answer for a user and for a project that it doesn't know. */
  @Override
  public void check() {
    try {
      untilAnswered(this::askForProject);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("Interrupted while the Pinpoint project was looked up", e);
    }
  }

  private Void askForProject() {
    try {
      pinpoint.getApp(request -> request.applicationId(application));
      return null;
    } catch (NotFoundException e) {
      throw new NoAnswer(
          "Pinpoint knows no project %s; pinpoint.application.id must be the id of one"
              .formatted(application));
    }
  }

  @Override
  public EndpointBatch find(UserBatch batch) {
    var lookups = new ArrayList<Future<UserEndpoints>>(batch.users().size());
    try {
      for (var user : batch.users()) {
        lookups.add(threads.submit(() -> new UserEndpoints(user, lookUp(user))));
      }
      var found = new ArrayList<UserEndpoints>(lookups.size());
      for (var lookup : lookups) {
        found.add(lookup.get());
      }
      return new EndpointBatch(batch, found);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NoAnswer known ? known : new NoAnswer(what(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("Interrupted while endpoints were looked up", e);
    } finally {
      lookups.forEach(lookup -> lookup.cancel(true));
    }
  }

  private List<Endpoint> lookUp(String user) throws InterruptedException {
    return canBeAsked(user) ? untilAnswered(() -> ask(user)) : List.of();
  }

  private <T> T untilAnswered(Supplier<T> call) throws InterruptedException {
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      pace.awaitTurn();
      try {
        return call.get();
      } catch (SdkException e) {
        boolean late = System.nanoTime() - start > deadline.toNanos();
        if (late || !passes(e)) {
          throw new NoAnswer(what(e) + "; attempts: " + attempt);
        }
      }
      pace.rest(attempt);
    }
  }

  private List<Endpoint> ask(String user) {
    try {
      return pinpoint
          .getUserEndpoints(request -> request.applicationId(application).userId(user))
          .endpointsResponse()
          .item()
          .stream()
          .map(PinpointEndpoints::endpoint)
          .sorted(Comparator.comparing(Endpoint::id))
          .toList();
    } catch (NotFoundException | BadRequestException e) {
      // Nobody has such an id: unknown, or not even possible.
      return List.of();
    }
  }

  private static Endpoint endpoint(EndpointResponse response) {
    return new Endpoint(
        Objects.requireNonNullElse(response.id(), ""),
        Objects.requireNonNullElse(response.channelTypeAsString(), ""),
        "ALL".equals(response.optOut()),
        !"INACTIVE".equals(response.endpointStatus()));
  }

  /** Some ids are no part of a path: they would ask for something else. */
  private static boolean canBeAsked(String user) {
    return !user.isEmpty() && !user.equals(".") && !user.equals("..");
  }

  private static boolean passes(SdkException e) {
    if (e instanceof SdkServiceException answer) {
      int status = answer.statusCode();
      return status == THROTTLED || status == TIMED_OUT || status >= SERVER_ERROR;
    }
    return e instanceof SdkClientException && !(e instanceof AbortedException);
  }

  /** What was answered, but for the user whom it names: a refusal tells the path of the call. */
  private static String what(Throwable e) {
    return "A look-up of endpoints in Pinpoint was not answered: "
        + String.valueOf(e.getMessage()).replaceAll("/users/\\S+", "/users/***");
  }
}
