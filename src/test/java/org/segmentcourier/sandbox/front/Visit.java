package org.segmentcourier.sandbox.front;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One request on its way through the front: to its service, past the faults, into the record. */
final class Visit {

  /** The application id that an SDK sends if its user has set one. */
  private static final Pattern APPLICATION = Pattern.compile("\\bapp/(\\S+)");

  private final Request request;
  private final Calls calls;
  private final Faults faults;
  private final Instant at = Instant.now();
  private final long startNanos = System.nanoTime();

  Visit(Request request, Faults faults, Calls calls) {
    this.request = request;
    this.faults = faults;
    this.calls = calls;
  }

  /**
   * The answer of the service that the request is for.
   *
   * @throws ConnectionDropped a fault wants no answer
   */
  Response answer(Map<String, Backstage> services) throws IOException {
    var signature = Signature.of(request);
    var scope =
        signature
            .map(Signature::scope)
            .or(() -> request.header("X-Amz-Target").flatMap(Api::ofTarget).map(Api::scope))
            .orElse("");
    var backstage = services.get(scope);
    if (backstage != null) {
      return answer(backstage, signature.map(Signature::caller).orElse(""));
    }
    return Api.S3.refuse(
        scope.isEmpty()
            ? new Refusal(
                403,
                "MissingAuthenticationToken",
                "the request is not signed, and it is by the signature that the sandbox tells what"
                    + " service it is for")
            : new Refusal(
                501,
                "NotImplemented",
                "the sandbox has no service '%s'; it has %s"
                    .formatted(scope, new TreeSet<>(services.keySet()))));
  }

  private Response answer(Backstage backstage, String caller) throws IOException {
    var pending = backstage.prepare(request);
    var strike = faults.strike(pending.name());
    var fault = strike.map(Faults.Strike::id).orElse("");
    try {
      var response =
          strike.isEmpty()
              ? pending.answer()
              : struck(strike.get().fault(), pending, backstage.api());
      record(pending.name(), caller, response.status(), response.error(), fault);
      return response;
    } catch (ConnectionDropped e) {
      record(pending.name(), caller, 0, "", fault);
      throw e;
    }
  }

  private static Response struck(Fault fault, Pending pending, Api api) throws IOException {
    if (fault.after || fault.effect == Fault.Effect.DELAY) {
      var answer = fault.after ? pending.answer() : null;
      pause(fault.delayMillis);
      if (fault.effect == Fault.Effect.DELAY) {
        return fault.after ? answer : pending.answer();
      }
      // The backend has done its work only when the whole answer is there.
      answer.body().readAllBytes();
      answer.close();
    } else {
      pause(fault.delayMillis);
    }
    return switch (fault.effect) {
      case THROTTLE -> api.refuse(api.throttled());
      case FAIL -> api.refuse(failure(fault, api.failed()));
      case DENY -> api.refuse(api.denied(pending.name()));
      case DROP, DELAY -> throw new ConnectionDropped();
    };
  }

  private static Refusal failure(Fault fault, Refusal usual) {
    return new Refusal(
        fault.status == 0 ? usual.status() : fault.status,
        fault.error.isEmpty() ? usual.code() : fault.error,
        usual.message());
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the front is closing").initCause(e);
    }
  }

  private void record(CallName name, String caller, int status, String error, String fault) {
    long millis = (System.nanoTime() - startNanos) / 1_000_000;
    calls.add(
        number ->
            new Call(
                number,
                at.toString(),
                name.service(),
                name.operation(),
                name.action(),
                name.resource(),
                caller,
                agent(),
                status,
                error,
                fault,
                millis));
  }

  private String agent() {
    var userAgent = request.header("User-Agent").orElse("");
    var application = APPLICATION.matcher(userAgent);
    return application.find() ? application.group(1) : userAgent.split(" ", 2)[0];
  }
}
