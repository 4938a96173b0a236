package org.segmentcourier.defect;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.endtoend.Project;

/**
 * The application with a patch: its sources in a folder of their own, patched and compiled. The
 * project itself stays as it is.
 */
public final class PatchedApplication {

  private static final String SOURCES = "src/main/java";
  private static final String RESOURCES = "src/main/resources";

  private PatchedApplication() {}

  /**
   * Makes it.
   *
   * @param folder is emptied first
   * @return the folder of its classes and resources
   * @throws Unusable if the patch does not apply, or what it makes does not compile
   */
  public static Path make(Project project, Path folder, Path patch)
      throws IOException, InterruptedException, Unusable {
    Folders.empty(folder);
    var sources = folder.resolve(SOURCES);
    var resources = folder.resolve(RESOURCES);
    var classes = Files.createDirectory(folder.resolve("classes"));
    Folders.copy(project.folder().resolve(SOURCES), sources);
    Folders.copy(project.folder().resolve(RESOURCES), resources);
    apply(patch, folder);
    Folders.copy(resources, classes);
    compile(sources, classes, project.libraries());
    return classes;
  }

  /**
   * Changes the sources of a folder.
   *
   * @param options of {@code git apply}
   * @throws Unusable if the patch does not apply
   */
  public static void apply(Path patch, Path folder, String... options)
      throws IOException, InterruptedException, Unusable {
    var command = new ArrayList<>(List.of("git", "apply"));
    command.addAll(List.of(options));
    command.add(patch.toAbsolutePath().toString());
    var git = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    // Else git takes the folder for a part of the project's repository, and leaves it as it is.
    git.environment()
        .put("GIT_CEILING_DIRECTORIES", folder.toAbsolutePath().getParent().toString());
    var process = git.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new Unusable("does not apply: " + said.strip());
    }
  }

  private static void compile(Path sources, Path classes, String libraries)
      throws IOException, Unusable {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      var options =
          List.of(
              "--release",
              "17",
              "-parameters",
              "-proc:none",
              "-classpath",
              libraries,
              "-d",
              classes.toString());
      var units = files.getJavaFileObjectsFromPaths(Folders.filesBelow(sources));
      var said = new StringWriter();
      if (!compiler.getTask(said, files, null, options, null, units).call()) {
        throw new Unusable(
            "does not compile: " + said.toString().lines().limit(5).collect(joining("; ")));
      }
    }
  }

  /** The patch shows nothing. */
  public static final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }
}
