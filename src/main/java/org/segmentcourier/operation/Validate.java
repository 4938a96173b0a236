package org.segmentcourier.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.segmentcourier.branch.check.Components;
import org.segmentcourier.branch.check.Passage;
import org.segmentcourier.branch.check.RouteCheck;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.branch.live.FolderSource;
import org.segmentcourier.branch.live.LiveRoutes;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks files of routes as the application does before it uses them; nothing outside is called.
 */
@Command(
    name = "validate",
    description =
        "Checks files of routes, together with the shipped branches, and hands each branch a sample"
            + " segment: what would be written, and where its route would send it. Says all that is"
            + " wrong, with file, line and column.",
    mixinStandardHelpOptions = true)
final class Validate implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "<file>",
      description =
          "Files *.camel.yaml, or folders with such; these need no AWS, and no other settings than"
              + " those of routes. None: what the application would start with")
  private List<Path> paths = List.of();

  private final Callable<CamelContext> application;
  private final Callable<CamelContext> bare;

  /**
   * @param application with all settings, and clients of AWS
   * @param bare with the settings of routes alone
   */
  Validate(Callable<CamelContext> application, Callable<CamelContext> bare) {
    this.application = application;
    this.bare = bare;
  }

  /** 0 if all of it may be used, else 1. */
  @Override
  public Integer call() throws Exception {
    var missing = paths.stream().filter(path -> !Files.exists(path)).findFirst();
    if (missing.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "there is no file or folder '%s'".formatted(missing.get()));
    }
    var context = (paths.isEmpty() ? application : bare).call();
    var settings = context.getRegistry().lookupByNameAndType("settings", Settings.class);
    var shipped = Shipped.find(context, settings);
    var operators = paths.isEmpty() ? LiveRoutes.source(context, settings).look() : files();
    var files = new ArrayList<>(shipped.besides(operators));
    files.addAll(operators);
    var components = new Components(settings.list(Setting.ROUTES_COMPONENTS));
    try (var sample = new SampleSegment()) {
      var verdict = new RouteCheck(context, components, shipped.own()).check(files, sample::of);
      verdict.passages().forEach(passage -> report(passage, sample));
      verdict.findings().forEach(spec.commandLine().getErr()::println);
      boolean fails =
          verdict.passages().stream().anyMatch(passage -> passage.failure().isPresent());
      return verdict.findings().isEmpty() && !fails ? 0 : 1;
    }
  }

  private List<RouteFile> files() throws IOException {
    var files = new ArrayList<RouteFile>();
    for (var path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(new FolderSource(path).look());
      } else {
        var name = path.getFileName().toString();
        files.add(new RouteFile(name, path.toString(), false, Files.readAllBytes(path)));
      }
    }
    return files;
  }

  private void report(Passage passage, SampleSegment sample) {
    var branch = passage.branch();
    spec.commandLine()
        .getOut()
        .printf(
            "branch %s: %s with %d of the sample's %d endpoints, to %s%s%n",
            branch.id(),
            sample.name(branch),
            sample.endpoints(branch),
            sample.endpoints(),
            passage.to().isEmpty() ? "nobody" : String.join(", ", passage.to()),
            branch.takesSegment(sample.query())
                ? ""
                : "; but no segments like the sample's, %s".formatted(sample.query()));
    passage
        .failure()
        .filter(why -> !passage.isCertain()) // else it is a finding
        .ifPresent(
            why ->
                spec.commandLine()
                    .getErr()
                    .printf("branch %s: its route fails on the sample: %s%n", branch.id(), why));
  }
}
