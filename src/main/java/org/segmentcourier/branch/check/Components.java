package org.segmentcourier.branch.check;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.text.Nearest;

/**
 * The components of Camel that an operator's routes may use. It is against accidents, no sandbox: a
 * simple expression can call methods of what it gets.
 */
public final class Components {

  /** What is built in by a profile of its name, and which components come with it. */
  private static final Map<String, String> PROFILES =
      Map.of("http", "http", "https", "http", "sftp", "sftp", "ftps", "sftp", "kafka", "kafka");

  /** Where the library of another has another name than the component. */
  private static final Map<String, String> LIBRARIES =
      Map.of("smtp", "camel-mail", "smtps", "camel-mail");

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
    var profile = PROFILES.get(component);
    var cure =
        profile == null
            ? "it comes with the library %s of Camel's version"
                .formatted(LIBRARIES.getOrDefault(component, "camel-" + component))
            : "build with mvn -P%s package".formatted(profile);
    return "component '%s' is not there: %s".formatted(component, cure);
  }
}
