package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import org.segmentcourier.sandbox.front.Protocol.Invocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service of ours behind its service model. What callers send is checked, and what the service
 * answers likewise: an answer or an error that the model doesn't have is a bug of the sandbox.
 */
final class Served implements Backstage {

  private static final Logger LOG = LoggerFactory.getLogger(Served.class);

  /** More than any of the services takes; the largest is 7 MB, for a batch of endpoints. */
  private static final int LARGEST_BODY = 16 << 20;

  private final Api api;
  private final Service service;
  private final Protocol protocol;
  private final Calls calls;

  Served(Api api, Service service, Calls calls) {
    this.api = api;
    this.service = service;
    this.protocol = Protocol.of(api, ServiceModel.read(api.model()));
    this.calls = calls;
  }

  @Override
  public Api api() {
    return api;
  }

  void tune(ObjectNode changes) {
    service.tune(changes);
  }

  @Override
  public Pending prepare(Request request) throws IOException {
    byte[] body = request.body().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new Refused(413, "RequestEntityTooLarge", "the request is over 16 MB");
    }
    var invocation = protocol.decode(request, body);
    return new Pending(name(request, invocation), () -> answer(invocation));
  }

  private Response answer(Invocation invocation) {
    var operation = invocation.operation();
    try {
      checkInput(operation, invocation.input());
      var output = service.call(operation.name(), invocation.input()).deepCopy();
      JsonBody.withoutNulls(output);
      checkOutput(operation, output);
      return protocol.encode(operation, output, UUID.randomUUID().toString());
    } catch (Refused e) {
      return api.refuse(e.refusal());
    } catch (AwsError e) {
      return api.refuse(refusal(operation, e));
    } catch (RuntimeException e) {
      LOG.error("sandbox bug service={} operation={}", api.scope(), operation.name(), e);
      return api.refuse(bug(operation, e.toString()));
    }
  }

  private void checkInput(Operation operation, ObjectNode input) {
    var violations = violations(operation.input(), input);
    if (violations.stream().anyMatch(Violation::type)) {
      throw new Refused(api.malformed(Violation.message(violations)));
    }
    if (!violations.isEmpty()) {
      throw new Refused(api.invalid(Violation.message(violations)));
    }
  }

  private void checkOutput(Operation operation, ObjectNode output) {
    var violations = violations(operation.output(), output);
    if (!violations.isEmpty()) {
      throw new Refused(bug(operation, "its answer: " + Violation.message(violations)));
    }
  }

  private static List<Violation> violations(Optional<Shape> shape, ObjectNode members) {
    return Conformance.violations(shape.orElse(Shape.NOTHING), members);
  }

  private Refusal refusal(Operation operation, AwsError error) {
    var shape = operation.errors().get(error.shape());
    if (shape != null) {
      var code = shape.errorCode().orElse(error.shape());
      return new Refusal(shape.errorStatus(), code, error.getMessage());
    }
    return api.common(error.shape())
        .map(common -> common.saying(error.getMessage()))
        .orElseGet(
            () ->
                bug(
                    operation,
                    "its error %s (%s) is none of %s"
                        .formatted(
                            error.shape(), error.getMessage(), operation.errors().keySet())));
  }

  private Refusal bug(Operation operation, String what) {
    var where = api.scope() + ":" + operation.name();
    calls.addBug(where + ": " + what);
    return api.failed().saying("the sandbox is wrong: " + where + ": " + what);
  }

  /**
   * The resource is told by the path, by the first member that is an ARN or a name, or by the bus
   * that the first of several events is for.
   */
  private CallName name(Request request, Invocation invocation) {
    var operation = invocation.operation();
    var input = invocation.input();
    var resource =
        request.path().length() > 1
            ? request.path()
            : operation.input().stream()
                .flatMap(shape -> shape.members().keySet().stream())
                .filter(member -> member.matches("(?i).*(arn|name)") && input.has(member))
                .map(member -> input.get(member).asText())
                .findFirst()
                .orElseGet(() -> input.findPath("EventBusName").asText());
    var role = input.findPath("roleArn").asText(input.findPath("RoleArn").asText());
    return CallName.of(api.scope(), operation.name(), resource).passing(role);
  }
}
