package org.segmentcourier.branch.check;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.text.Nearest;

/**
 * The components of Camel that an operator's routes may use. It is against accidents, no sandbox: a
 * simple expression can call methods of what it gets.
 */
public final class Components {

  /** Where a component's jar has another name than the component. */
  private static final Map<String, String> JARS =
      Map.ofEntries(
          Map.entry("https", "camel-http"),
          Map.entry("sftp", "camel-ftp"),
          Map.entry("ftp", "camel-ftp"),
          Map.entry("ftps", "camel-ftp"),
          Map.entry("smtp", "camel-mail"),
          Map.entry("smtps", "camel-mail"),
          Map.entry("class", "camel-bean"),
          Map.entry("websocket", "camel-vertx-websocket"));

  private final TreeSet<String> allowed;

  public Components(Collection<String> allowed) {
    this.allowed = new TreeSet<>(allowed);
  }

  boolean allows(String component) {
    return allowed.contains(component);
  }

  /** What to tell an operator who uses one that is not allowed. */
  String refusal(String component) {
    var meant = Nearest.within(2, component, allowed).map("; did you mean %s?"::formatted);
    return "component '%s' is not allowed here: %s has %s%s"
        .formatted(
            component,
            Setting.ROUTES_COMPONENTS.key(),
            String.join(", ", allowed),
            meant.orElse(""));
  }

  /** What to tell an operator who uses one that is allowed, and not there. */
  static String missing(String component) {
    return "component '%s' is not there: it comes with the library %s of Camel's version"
        .formatted(
            component, Optional.ofNullable(JARS.get(component)).orElse("camel-" + component));
  }
}
