package org.segmentcourier.branch.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.segmentcourier.aws.StandIns;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Checks files as the application does, with its default settings. */
final class CheckedFiles implements AutoCloseable {

  static final Path FOLDER = Path.of("src/test/resources/branches");

  private final CamelContext live = new DefaultCamelContext();
  private final Settings settings;
  private final Shipped shipped;

  CheckedFiles() {
    this(Map.of());
  }

  /**
   * @param others settings that are not the default
   */
  CheckedFiles(Map<String, String> others) {
    var values = FakeSettings.values();
    values.putAll(others);
    settings = Settings.of(key -> Optional.ofNullable(values.get(key)));
    values.forEach(live.getPropertiesComponent()::addInitialProperty);
    new StandIns().configure(live);
    new BranchConfiguration().configure(live);
    shipped = Shipped.find(live, settings);
  }

  CamelContext live() {
    return live;
  }

  Shipped shipped() {
    return shipped;
  }

  List<Finding> check(List<String> components, RouteFile... files) {
    return check(components).check(all(files));
  }

  RouteCheck.Verdict pass(Function<Branch, Handed> sample, RouteFile... files) {
    return check(List.of()).check(all(files), sample);
  }

  /** As the application does, which waits for no route for long. */
  List<Finding> checkOn(Function<Branch, Handed> sample, RouteFile... files) {
    return check(List.of(), Optional.of(() -> new Given(sample))).check(all(files));
  }

  private record Given(Function<Branch, Handed> sample) implements Sample {

    @Override
    public Handed of(Branch branch) {
      return sample.apply(branch);
    }

    @Override
    public void close() {
      // it is nowhere but in memory
    }
  }

  Outline outline(RouteFile file) {
    return check(List.of()).outlines(all(file)).get(file);
  }

  private RouteCheck check(List<String> components) {
    return check(components, Optional.empty());
  }

  private RouteCheck check(List<String> components, Optional<Sample.Source> samples) {
    var allowed = new ArrayList<>(settings.list(Setting.ROUTES_COMPONENTS));
    allowed.addAll(components);
    return new RouteCheck(live, new Components(allowed), shipped.own(), samples);
  }

  private List<RouteFile> all(RouteFile... files) {
    var all = new ArrayList<>(shipped.besides(List.of(files)));
    all.addAll(List.of(files));
    return all;
  }

  static RouteFile file(String name, String content) {
    return new RouteFile(
        name, "config/routes/" + name, false, content.getBytes(StandardCharsets.UTF_8));
  }

  static RouteFile read(Path path) {
    try {
      var location = FOLDER.getParent().relativize(path).toString();
      return new RouteFile(
          path.getFileName().toString(), location, false, Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files(String folder) {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    live.stop();
  }
}
