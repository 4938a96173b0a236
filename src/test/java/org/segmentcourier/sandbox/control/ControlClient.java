package org.segmentcourier.sandbox.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.segmentcourier.sandbox.front.Call;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.HeldCall;

/**
 * The {@link Control} port from another JVM. Orders that are refused are {@link
 * IllegalArgumentException}s with the sandbox's reason.
 */
public final class ControlClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI control;

  /**
   * @param control such as {@code http://127.0.0.1:4567}
   */
  public ControlClient(URI control) {
    this.control = control;
  }

  /**
   * Changes a service of the sandbox's own.
   *
   * @param scope such as {@code personalize}
   * @param changes the service's own members
   */
  public void tune(String scope, Map<String, ?> changes) {
    ask("PUT", "/services/" + scope, changes);
  }

  /**
   * Adds a fault.
   *
   * @return its id, by which recorded calls name it
   */
  public String fault(Fault fault) {
    return ask("POST", "/faults", fault).get("id").asText();
  }

  /** The calls that faults hold now. */
  public List<HeldCall> held() {
    return JSON.convertValue(ask("GET", "/held", Map.of()), new TypeReference<List<HeldCall>>() {});
  }

  /** Lets the calls take effect that faults hold, however late; no more are held. */
  public void release() {
    ask("POST", "/held/release", Map.of());
  }

  /** The same with one fault. */
  public void release(String fault) {
    ask("POST", "/held/release?fault=" + fault, Map.of());
  }

  /** Takes all faults away; calls that they hold are dropped. */
  public void clearFaults() {
    ask("DELETE", "/faults", Map.of());
  }

  /** Calls with a number over this one, oldest first; the sandbox keeps the last 20,000. */
  public List<Call> calls(long since) {
    return JSON.convertValue(
        ask("GET", "/calls?since=" + since, Map.of()), new TypeReference<List<Call>>() {});
  }

  /** The number of the last call that was recorded; 0 if none was. */
  public long lastCall() {
    return calls(0).stream().mapToLong(Call::number).max().orElse(0);
  }

  /** Calls that needed an IAM action such as {@code s3:PutObject}, oldest first. */
  public List<Call> calls(String action) {
    var query = "?action=" + URLEncoder.encode(action, StandardCharsets.UTF_8);
    return JSON.convertValue(
        ask("GET", "/calls" + query, Map.of()), new TypeReference<List<Call>>() {});
  }

  /** How often each IAM action was called. */
  public Map<String, Long> counts() {
    return JSON.convertValue(
        ask("GET", "/counts", Map.of()), new TypeReference<Map<String, Long>>() {});
  }

  /** Where the sandbox itself was wrong; a test that finds something here fails. */
  public List<String> bugs() {
    return JSON.convertValue(ask("GET", "/bugs", Map.of()), new TypeReference<List<String>>() {});
  }

  /** Forgets calls, counts and bugs. */
  public void clearCalls() {
    ask("DELETE", "/calls", Map.of());
  }

  /**
   * Asks anything.
   *
   * @param path with its query, encoded
   * @param body anything that Jackson writes as a JSON object
   * @throws IllegalArgumentException the order was refused, with the reason
   */
  public JsonNode ask(String method, String path, Object body) {
    try {
      var request =
          HttpRequest.newBuilder(control.resolve(path))
              .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
              .build();
      var response = http.send(request, BodyHandlers.ofByteArray());
      var answer = JSON.readTree(response.body());
      if (response.statusCode() != 200) {
        throw new IllegalArgumentException(
            "%s %s: %s".formatted(method, path, answer.path("error").asText()));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s%s".formatted(method, control, path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException(method + " " + path));
    }
  }
}
