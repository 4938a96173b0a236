package org.segmentcourier.sandbox.front;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through the front: to its service, past the guard and the faults, into the
 * record.
 */
final class Visit {

  /** The application id that an SDK sends if its user has set one. */
  private static final Pattern APPLICATION = Pattern.compile("\\bapp/(\\S+)");

  private static final Refusal UNSIGNED =
      new Refusal(
          403,
          "MissingAuthenticationToken",
          "the request is not signed, and it is by the signature that the sandbox tells what service"
              + " it is for");

  private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

  private final Request request;
  private final Guard guard;
  private final Calls calls;
  private final Faults faults;
  private final Instant at = Instant.now();
  private final long startNanos = System.nanoTime();

  Visit(Request request, Guard guard, Faults faults, Calls calls) {
    this.request = request;
    this.guard = guard;
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
    var caller = signature.map(Signature::caller).orElse("");
    var backstage = services.get(scope);
    if (backstage != null) {
      return answer(backstage, caller);
    }
    var refusal = scope.isEmpty() ? UNSIGNED : unserved(scope, services);
    record(CallName.of(scope, "", request.path()), caller, refusal.status(), refusal.code(), "");
    return format(scope).encode(refusal, UUID.randomUUID().toString());
  }

  private static Refusal unserved(String scope, Map<String, Backstage> services) {
    return new Refusal(
        501,
        "NotImplemented",
        "the sandbox has no service '%s'; it has %s"
            .formatted(scope, new TreeSet<>(services.keySet())));
  }

  /** The caller's protocol, as far as the request shows it. Without a signature it may be S3's. */
  private ErrorFormat format(String scope) {
    if (request.header("Content-Type").orElse("").contains("x-www-form-urlencoded")) {
      return ErrorFormat.QUERY;
    }
    if (request.header("X-Amz-Target").isPresent()) {
      return ErrorFormat.JSON;
    }
    return scope.isEmpty() ? ErrorFormat.S3 : ErrorFormat.REST_JSON;
  }

  private Response answer(Backstage backstage, String caller) throws IOException {
    var pending = guarded(prepare(backstage), backstage.api(), caller);
    var strike = faults.strike(pending.name(), agent());
    var fault = strike.map(Strike::id).orElse("");
    var pass = strike.map(s -> s.on(pending, backstage.api(), agent())).orElse(pending.effect());
    try {
      var response = whole(pass, pending.name(), backstage.api());
      record(pending.name(), caller, response.status(), response.error(), fault);
      return response;
    } catch (ConnectionDropped e) {
      record(pending.name(), caller, 0, "", fault);
      throw e;
    }
  }

  /** The call, or the refusal that takes its place. */
  private Pending guarded(Pending call, Api api, String caller) {
    return guard
        .missing(caller, call.name())
        .map(missing -> api.denied(missing.action(), missing.resource()))
        .map(refusal -> new Pending(call.name(), () -> api.refuse(refusal)))
        .orElse(call);
  }

  private Pending prepare(Backstage backstage) throws IOException {
    try {
      return backstage.prepare(request);
    } catch (Refused e) {
      var target = request.header("X-Amz-Target").orElse("");
      var operation = target.substring(target.lastIndexOf('.') + 1);
      var name = CallName.of(backstage.api().scope(), operation, request.path());
      return new Pending(name, () -> backstage.api().refuse(e.refusal()));
    }
  }

  /** The call's answer; a failure of its backend is one, too. */
  private Response whole(Pending.Effect pass, CallName name, Api api) {
    try {
      return pass.take();
    } catch (ConnectionDropped e) {
      throw e;
    } catch (IOException e) {
      LOG.warn("no answer from behind the front call={} because={}", name, e.toString());
      return api.refuse(api.failed().saying("no answer from behind the front: " + e));
    } catch (RuntimeException e) {
      LOG.error("sandbox bug call={}", name, e);
      calls.addBug(name + ": " + e);
      return api.refuse(api.failed().saying("the sandbox is wrong: " + e));
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
