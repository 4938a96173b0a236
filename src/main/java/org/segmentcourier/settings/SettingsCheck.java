package org.segmentcourier.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Binds the checked {@link Settings}, before Camel looks at options of its own: it would stop at
 * the first that is wrong.
 */
public final class SettingsCheck extends MainListenerSupport {

  /** What files of routes can be checked with. */
  public static final Set<Setting> OF_ROUTES =
      Set.of(
          Setting.BRANCHES_ALL,
          Setting.BRANCHES_EMAIL,
          Setting.BRANCHES_SMS,
          Setting.BRANCHES_PUSH,
          Setting.BRANCHES_VOICE,
          Setting.BRANCHES_IN_APP,
          Setting.ROUTES_LOCATION,
          Setting.ROUTES_COMPONENTS);

  private final Path config;
  private final Optional<Set<Setting>> only;

  /**
   * Checks all.
   *
   * @param config the operator's folder
   */
  public SettingsCheck(Path config) {
    this.config = config;
    this.only = Optional.empty();
  }

  /**
   * Checks some, whatever the others are.
   *
   * @param config the operator's folder
   */
  public SettingsCheck(Path config, Set<Setting> only) {
    this.config = config;
    this.only = Optional.of(only);
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    var context = main.getCamelContext();
    Function<String, Optional<String>> lookup = context.getPropertiesComponent()::resolveProperty;
    var routes = lookup.apply(Setting.ROUTES_LOCATION.key()).orElse("");
    var sources = Sources.of(config, routes);
    var settings =
        only.map(wanted -> Settings.some(wanted, lookup, sources))
            .orElseGet(() -> Settings.of(lookup, sources));
    context.getRegistry().bind("settings", settings);
  }
}
