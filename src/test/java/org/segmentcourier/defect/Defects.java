package org.segmentcourier.defect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.segmentcourier.defect.PatchedApplication.Unusable;
import org.segmentcourier.defect.TestRun.Failure;
import org.segmentcourier.endtoend.Project;

/**
 * Tries every defect: its patch must apply and compile, the test that it names must pass without it
 * and fail with it, by an assertion. {@code mvn -Pdefects}, or {@code -Ddefect=7} for one alone.
 */
public final class Defects {

  private final Project project;
  private final Path work;

  /** Test classes that pass as things are. */
  private final Set<String> green = new HashSet<>();

  private Defects(Project project) {
    this.project = project;
    this.work = project.folder().resolve("target/defects");
  }

  /** Ends with status 1 if a defect is not caught. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var project = new Project(Path.of(System.getProperty("project.folder", "")));
    var defects = chosen(Defect.in(project.folder().resolve("src/test/defects")));
    var trial = new Defects(project);
    int caught = 0;
    for (var defect : defects) {
      caught += trial.isCaught(defect) ? 1 : 0;
    }
    System.out.printf("%n%d of %d defects caught%n", caught, defects.size());
    System.exit(caught == defects.size() ? 0 : 1);
  }

  private static List<Defect> chosen(List<Defect> all) {
    var number = System.getProperty("defect", "");
    if (number.isEmpty()) {
      return all;
    }
    var one = all.stream().filter(d -> d.number() == Integer.parseInt(number)).toList();
    if (one.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no defect %s; they are %d to %d"
              .formatted(number, all.get(0).number(), all.get(all.size() - 1).number()));
    }
    return one;
  }

  private boolean isCaught(Defect defect) throws InterruptedException {
    long start = System.nanoTime();
    var verdict = verdict(defect);
    System.out.printf(
        "%-6s %-50s %4d s  %s%n",
        verdict.caught() ? "caught" : "MISSED",
        defect,
        (System.nanoTime() - start) / 1_000_000_000,
        verdict.why());
    return verdict.caught();
  }

  /**
   * @param why the test that caught it; or why it was not caught
   */
  private record Verdict(boolean caught, String why) {}

  private Verdict verdict(Defect defect) throws InterruptedException {
    var folder = work.resolve("%02d".formatted(defect.number()));
    try {
      var classes = PatchedApplication.make(project, folder, defect.patch());
      var without = withoutDefect(defect.test());
      if (!without.isEmpty()) {
        return new Verdict(false, "fails without the patch, too: " + without);
      }
      var with = TestRun.of(defect.test(), project, classes, folder).failures();
      return with.stream()
          .filter(Failure::assertion)
          .findFirst()
          .map(failure -> new Verdict(true, failure.test()))
          .orElseGet(
              () ->
                  new Verdict(
                      false, "no assertion of %s failed: %s".formatted(defect.test(), with)));
    } catch (IOException | Unusable e) {
      return new Verdict(false, e.getMessage());
    }
  }

  /** What fails of a test class as the application is; each class is asked once. */
  private List<Failure> withoutDefect(String test) throws IOException, InterruptedException {
    if (green.contains(test)) {
      return List.of();
    }
    var run = TestRun.of(test, project, project.applicationClasses(), work.resolve("without"));
    if (run.tests() == 0) {
      throw new IOException("there is no test in " + test);
    }
    if (run.failures().isEmpty()) {
      green.add(test);
    }
    return run.failures();
  }
}
