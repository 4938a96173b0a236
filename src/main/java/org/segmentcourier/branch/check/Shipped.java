package org.segmentcourier.branch.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/**
 * The files of routes that the application is shipped with.
 *
 * @param own what it does itself; an operator changes nothing of it
 * @param branches templates and branches; a file of an operator's takes the place of the one of its
 *     name
 */
public record Shipped(List<RouteFile> own, List<RouteFile> branches) {

  /** Where the application's own routes are, as Camel finds them. */
  public static final String OWN = "classpath:routes/*" + RouteFile.ENDING;

  /** What {@link #OWN} must not find: in a folder, Camel looks into those below, too. */
  public static final String NOT_OWN = "**/branches/*,**/templates/*";

  private static final String TEMPLATES = "classpath:routes/templates/*" + RouteFile.ENDING;
  private static final String BRANCHES = "classpath:routes/branches/*" + RouteFile.ENDING;

  /**
   * Finds those that count.
   *
   * @param context looks for them
   * @param settings say which branches are on
   */
  public static Shipped find(CamelContext context, Settings settings) {
    return new Shipped(
        files(context, OWN).toList(),
        Stream.concat(
                files(context, TEMPLATES),
                files(context, BRANCHES).filter(file -> isOn(file, settings)))
            .toList());
  }

  private static boolean isOn(RouteFile branch, Settings settings) {
    var id = branch.name().replace(RouteFile.ENDING, "");
    var setting = "BRANCHES_" + id.toUpperCase(Locale.ROOT).replace('-', '_');
    return settings.isOn(Setting.valueOf(setting));
  }

  private static Stream<RouteFile> files(CamelContext context, String pattern) {
    try {
      var resolver = PluginHelper.getPackageScanResourceResolver(context);
      var folder = pattern.substring(0, pattern.lastIndexOf('/') + 1);
      return resolver.findResources(pattern).stream()
          .filter(resource -> isIn(folder, resource.getLocation()))
          .map(resource -> file(folder, resource))
          .sorted(Comparator.comparing(RouteFile::name));
    } catch (Exception e) {
      throw new IllegalStateException("the routes of the application can't be found", e);
    }
  }

  private static boolean isIn(String folder, String location) {
    var path = folder.substring(folder.indexOf(':') + 1);
    int name = location.lastIndexOf('/') + 1;
    return location.substring(0, name).endsWith(path);
  }

  private static RouteFile file(String folder, Resource resource) {
    var location = resource.getLocation();
    var name = location.substring(location.lastIndexOf('/') + 1);
    try (var in = resource.getInputStream()) {
      return new RouteFile(name, folder + name, true, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + location, e);
    }
  }

  /** Those of the branches and templates that no operator's file takes the place of. */
  public List<RouteFile> besides(List<RouteFile> operators) {
    var taken = operators.stream().map(RouteFile::name).toList();
    return branches.stream().filter(file -> !taken.contains(file.name())).toList();
  }
}
