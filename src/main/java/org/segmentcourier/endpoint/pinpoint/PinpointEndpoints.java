package org.segmentcourier.endpoint.pinpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.NoAnswer;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.segment.UserBatch;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.EndpointResponse;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;
import software.amazon.awssdk.services.pinpoint.model.PinpointException;

/**
 * Asks Amazon Pinpoint for the endpoints of one user after the other ({@code GetUserEndpoints}), a
 * few at once and no faster than Pinpoint is found to allow. Throttled and failed calls are made
 * again until one is answered or the deadline passes.
 */
public final class PinpointEndpoints implements EndpointSource {

  /** An id that Pinpoint takes, whether or not there is such a user. */
  private static final String ANYBODY = "anybody";

  private static final String NOBODY = "";

  private static final int PATH_TOO_LONG = 414;

  private final PinpointClient pinpoint;
  private final String application;
  private final Pace pace;
  private final Duration longest;
  private final Duration deadline;
  private final ExecutorService threads;

  /**
   * @param pinpoint makes each call once: repeating is done here, at the pace
   * @param rate look-ups per second, at most
   * @param longest how long all look-ups of a delivery may take
   * @param deadline how long one look-up is tried
   * @param threads as many as there may be look-ups at once
   */
  public PinpointEndpoints(
      PinpointClient pinpoint,
      String application,
      int rate,
      Duration longest,
      Duration deadline,
      ExecutorService threads) {
    this(pinpoint, application, new Pace(rate), longest, deadline, threads);
  }

  /**
   * @param pinpoint makes each call once: repeating is done here, at the pace
   * @param longest how long all look-ups of a delivery may take
   * @param deadline how long one look-up is tried
   * @param threads as many as there may be look-ups at once
   */
  PinpointEndpoints(
      PinpointClient pinpoint,
      String application,
      Pace pace,
      Duration longest,
      Duration deadline,
      ExecutorService threads) {
    this.pinpoint = pinpoint;
    this.application = application;
    this.pace = pace;
    this.longest = longest;
    this.deadline = deadline;
    this.threads = threads;
  }

  @Override
  public String name() {
    return "pinpoint";
  }

  /** All endpoints are Pinpoint's own. */
  @Override
  public boolean hasMadeIds() {
    return false;
  }

  @Override
  public byte[][][] values(EndpointBatch found, List<String> columns) {
    return found.values(columns);
  }

  @Override
  public boolean asksOneByOne() {
    return true;
  }

  /** Pinpoint gives the same answer for a user and for a project that it doesn't know. */
  @Override
  public void check() {
    try {
      untilAnswered(NOBODY, this::askForProject);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Judged by the highest rate, which somebody can change: what Pinpoint allows at the moment may
   * be much more in an hour.
   */
  @Override
  public void expect(long users) {
    var needed = pace.leastTimeFor(users);
    if (needed.compareTo(longest) > 0) {
      throw new NoAnswer(
          ("To look up %d users in Pinpoint takes %d minutes at lookup.rate=%d, but"
                  + " endpoints.lookup.max-time allows %d. With an endpoint directory it takes seconds: put files with"
                  + " endpoints under endpoints/ in the data bucket (README, endpoint directory)")
              .formatted(users, needed.toMinutes(), pace.highest(), longest.toMinutes()));
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
    var refused = new AtomicInteger();
    var lookups = new ArrayList<Future<UserEndpoints>>(batch.size());
    try {
      for (var user : batch.users()) {
        var lookup = threads.submit(() -> new UserEndpoints(user, lookUp(user, refused)));
        lookups.add(lookup);
        if (lookup.isDone()) {
          lookup.get(); // by this thread, if all are busy: then it has taken its interruption, too
        }
      }
      var found = new ArrayList<UserEndpoints>(lookups.size());
      for (var lookup : lookups) {
        found.add(lookup.get());
      }
      if (refused.get() > 0 && refused.get() == asked(batch)) {
        untilAnswered(ANYBODY, this::askForAnybody);
      }
      return EndpointBatch.of(batch, found);
    } catch (ExecutionException e) {
      throw reason(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lookups.forEach(lookup -> lookup.cancel(true));
    }
  }

  private static long asked(UserBatch batch) {
    return batch.users().stream().filter(PinpointEndpoints::canBeAsked).count();
  }

  private static RuntimeException reason(ExecutionException failure) {
    if (failure.getCause() instanceof InterruptedException interruption) {
      return interrupted(interruption);
    }
    return failure.getCause() instanceof RuntimeException reason
        ? reason
        : new IllegalStateException("A look-up of endpoints failed", failure);
  }

  private List<Endpoint> lookUp(String user, AtomicInteger refused) throws InterruptedException {
    return canBeAsked(user) ? untilAnswered(user, () -> ask(user, refused)) : List.of();
  }

  /**
   * @param user who is asked for
   */
  private <T> T untilAnswered(String user, Supplier<T> call) throws InterruptedException {
    long start = System.nanoTime();
    int failures = 0;
    for (int attempt = 1; ; attempt++) {
      var turn = pace.awaitTurn();
      try {
        var answer = call.get();
        pace.taken(turn);
        return answer;
      } catch (SdkException e) {
        if (e instanceof AbortedException) {
          throw e;
        }
        var reason =
            "A look-up of endpoints in Pinpoint was not answered: %s; attempts: %d"
                .formatted(answer(e, user), attempt);
        if (!PassingFailures.passes(e)) {
          throw new NoAnswer(reason);
        }
        if (System.nanoTime() - start > deadline.toNanos()) {
          throw new NotYet(reason);
        }
        if (isThrottled(e)) {
          pace.refused(turn); // which makes the turns rarer: no pause needs to grow
          pace.rest(1);
        } else {
          pace.rest(++failures);
        }
      }
    }
  }

  private static boolean isThrottled(SdkException failure) {
    return failure instanceof SdkServiceException answer && answer.isThrottlingException();
  }

  private List<Endpoint> ask(String user, AtomicInteger refused) {
    try {
      return request(user);
    } catch (NotFoundException e) {
      return List.of();
    } catch (PinpointException e) {
      if (PassingFailures.passes(e) || !isAboutTheId(e)) {
        throw e;
      }
      refused.incrementAndGet();
      return List.of(); // nobody can have such an id
    }
  }

  private static boolean isAboutTheId(PinpointException refusal) {
    return refusal instanceof BadRequestException || refusal.statusCode() == PATH_TOO_LONG;
  }

  /** Refused as all others were, it is not the ids that Pinpoint refuses. */
  private Void askForAnybody() {
    try {
      request(ANYBODY);
      return null;
    } catch (NotFoundException e) {
      return null;
    } catch (BadRequestException e) {
      throw new NoAnswer(
          ("Pinpoint refuses every look-up of users in the project %s, whoever is asked for; its answer: %s."
                  + " pinpoint.application.id and the region must be those of the project")
              .formatted(application, answer(e, ANYBODY)));
    }
  }

  private List<Endpoint> request(String user) {
    return pinpoint
        .getUserEndpoints(request -> request.applicationId(application).userId(user))
        .endpointsResponse()
        .item()
        .stream()
        .map(PinpointEndpoints::endpoint)
        .sorted(Comparator.comparing(Endpoint::id))
        .toList();
  }

  private static Endpoint endpoint(EndpointResponse response) {
    return new Endpoint(
        Objects.requireNonNullElse(response.id(), ""),
        Objects.requireNonNullElse(response.channelTypeAsString(), ""),
        "ALL".equals(response.optOut()),
        !"INACTIVE".equals(response.endpointStatus()),
        response.address());
  }

  /** Some ids are no part of a path: they would ask for something else. */
  private static boolean canBeAsked(String user) {
    return !user.isEmpty() && !user.equals(".") && !user.equals("..");
  }

  /** What was answered, but for the user whom it may name: a refusal tells the path of the call. */
  private static String answer(SdkException e, String user) {
    return UserMask.mask(user, String.valueOf(e.getMessage()));
  }

  /** The application stops: that says nothing of the users, nor of Pinpoint. */
  private static AbortedException interrupted(InterruptedException interruption) {
    Thread.currentThread().interrupt();
    return AbortedException.create("Interrupted while endpoints were looked up", interruption);
  }
}
