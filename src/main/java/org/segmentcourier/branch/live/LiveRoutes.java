package org.segmentcourier.branch.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.branch.check.Components;
import org.segmentcourier.branch.check.RouteCheck;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Loads the branches: those that are shipped and an operator's, checked together before. */
public final class LiveRoutes extends MainListenerSupport {

  @Override
  public void afterConfigure(BaseMainSupport main) {
    var context = main.getCamelContext();
    var settings = context.getRegistry().lookupByNameAndType("settings", Settings.class);
    var shipped = Shipped.find(context, settings);
    var operators = look(new FolderSource(Path.of(settings.text(Setting.ROUTES_LOCATION))));
    var files = Stream.concat(shipped.besides(operators).stream(), operators.stream()).toList();
    var components = new Components(settings.list(Setting.ROUTES_COMPONENTS));
    var findings = new RouteCheck(context, components, shipped.own()).check(files);
    if (!findings.isEmpty()) {
      throw new BadRoutes(findings);
    }
    load(context, files);
  }

  private static List<RouteFile> look(RouteSource source) {
    try {
      return source.look();
    } catch (IOException e) {
      throw new UncheckedIOException("the files of routes can't be read", e);
    }
  }

  private static void load(CamelContext context, List<RouteFile> files) {
    try {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              files.stream().filter(file -> !file.isEmpty()).map(RouteFile::resource).toList());
    } catch (Exception e) {
      throw new IllegalStateException("files of routes can't be loaded", e);
    }
  }
}
