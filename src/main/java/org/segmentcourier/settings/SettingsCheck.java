package org.segmentcourier.settings;

import java.nio.file.Path;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * Binds the checked {@link Settings}, before Camel looks at options of its own: it would stop at
 * the first that is wrong.
 */
public final class SettingsCheck extends MainListenerSupport {

  private final Path config;

  /**
   * @param config the operator's folder
   */
  public SettingsCheck(Path config) {
    this.config = config;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    var context = main.getCamelContext();
    context
        .getRegistry()
        .bind(
            "settings",
            Settings.of(context.getPropertiesComponent()::resolveProperty, Sources.of(config)));
  }
}
