package org.segmentcourier.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The folder of this project, as Maven has compiled it.
 *
 * @param folder where pom.xml is
 */
public record Project(Path folder) {

  public Project {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The class path of the application: its own classes and its libraries, nothing of the tests. */
  String applicationClassPath() {
    return String.join(
        File.pathSeparator, folder.resolve("target/classes").toString(), libraries("application"));
  }

  /** The class path of the sandbox: everything. */
  String sandboxClassPath() {
    return String.join(
        File.pathSeparator,
        folder.resolve("target/test-classes").toString(),
        folder.resolve("target/classes").toString(),
        libraries("sandbox"));
  }

  private String libraries(String of) {
    var file = folder.resolve("target/class-path").resolve(of);
    try {
      return Files.readString(file).trim();
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(file + " is not there; run 'mvn test-compile' first", e);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }
}
