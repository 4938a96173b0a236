package org.segmentcourier.operation;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import io.vertx.ext.web.handler.BasicAuthHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets in who may see more of the application than whether it is well. A page of another site in
 * the browser of one who may is kept out: it could have branches paused behind their back.
 */
final class Doorkeeper implements AuthenticationHandler {

  /** As it is listened at, or named by who asks. */
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|(\\[::1]|::1)");

  /** What browsers say of a request that no page of another site has made. */
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final String health;
  private final boolean local;
  private final Set<String> origins;
  private final Optional<AuthenticationHandler> check;

  /**
   * @param health path that is open to all, with those below it
   * @param host that is listened at
   * @param origins whose pages may ask, too
   * @param credentials empty: nobody is let in, unless the host is a loopback address; then all are
   */
  Doorkeeper(
      String health, String host, Collection<String> origins, Optional<Credentials> credentials) {
    this.health = health;
    this.local = isLoopback(host);
    this.origins = Set.copyOf(origins);
    this.check =
        local && credentials.isEmpty() ? Optional.empty() : Optional.of(basic(credentials));
  }

  /**
   * @param user its name
   * @param password in clear
   */
  record Credentials(String user, String password) {

    private boolean are(JsonObject given) {
      return sameBytes(user, given.getString("username", ""))
          & sameBytes(password, given.getString("password", ""));
    }

    /** Takes as long whatever differs. */
    private static boolean sameBytes(String one, String other) {
      return MessageDigest.isEqual(
          one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return user + ":***";
    }
  }

  /** Whether only who is on the machine can ask at this host. */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }

  @Override
  public void handle(RoutingContext context) {
    var path = context.normalizedPath();
    var refusal = refusal(context.request());
    if (path.equals(health) || path.startsWith(health + "/")) {
      if (!local) {
        sayLittle(context.request());
      }
      context.next();
    } else if (refusal.isPresent()) {
      context.response().setStatusCode(403).end(refusal.get());
    } else {
      check.ifPresentOrElse(basic -> basic.handle(context), context::next);
    }
  }

  /** To anybody: what is wrong, but not where in the code, nor in which account. */
  private static void sayLittle(HttpServerRequest request) {
    request.params().remove("stackTrace").remove("data").set("exposureLevel", "default");
  }

  /** Why a request is refused whoever makes it; empty if it isn't. */
  private Optional<String> refusal(HttpServerRequest request) {
    // Of HTTP/1 it is the header Host, which browsers always send.
    var asked = request.authority();
    var host = asked == null ? "localhost" : asked.toString();
    if (check.isEmpty() && asked != null && !isLoopback(asked.host())) {
      // A site can give itself this address under a name of its own, to reach what only this
      // machine may.
      return Optional.of("not asked as localhost, but as " + host);
    }
    var origin = request.getHeader("Origin");
    if (origin != null && origins.contains(origin)) {
      return Optional.empty();
    }
    var site = request.getHeader("Sec-Fetch-Site");
    boolean own =
        site == null ? origin == null || host.equals(authority(origin)) : OWN.contains(site);
    return own
        ? Optional.empty()
        : Optional.of(
            "asked by a page of another site; management.origins may allow it: " + origin);
  }

  private static String authority(String origin) {
    try {
      return URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static AuthenticationHandler basic(Optional<Credentials> credentials) {
    return BasicAuthHandler.create(
        (given, told) ->
            told.handle(
                credentials
                    .filter(right -> right.are(given))
                    .map(right -> Future.succeededFuture(User.fromName(right.user())))
                    .orElseGet(() -> Future.failedFuture("wrong user or password"))),
        "segment-courier");
  }
}
