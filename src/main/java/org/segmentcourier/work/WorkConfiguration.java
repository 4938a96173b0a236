package org.segmentcourier.work;

import java.nio.file.Path;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Binds the bean of this room. */
public final class WorkConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) throws Exception {
    var settings = context.getRegistry().lookupByNameAndType("settings", Settings.class);
    var workFolder = new WorkFolder(Path.of(settings.text(Setting.WORK_FOLDER)));
    context.addService(workFolder);
    context.getRegistry().bind("workFolder", workFolder);
  }
}
