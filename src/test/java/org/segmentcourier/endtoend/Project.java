package org.segmentcourier.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.segmentcourier.SegmentCourier;

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
        File.pathSeparator, applicationClasses().toString(), libraries("application"));
  }

  /** Those that this JVM runs with: they need not be the ones that Maven has compiled. */
  public Path applicationClasses() {
    var source = SegmentCourier.class.getProtectionDomain().getCodeSource();
    return Path.of(URI.create(source.getLocation().toString()));
  }

  /** The classes and resources of the tests, as Maven has compiled them. */
  public Path testClasses() {
    return folder.resolve("target/test-classes");
  }

  /** The class path of the sandbox: everything. */
  String sandboxClassPath() {
    return classPath(applicationClasses());
  }

  /** The class path of tests of the application, as these classes are. */
  public String classPath(Path applicationClasses) {
    return String.join(
        File.pathSeparator,
        testClasses().toString(),
        applicationClasses.toString(),
        libraries("sandbox"));
  }

  /** Libraries of the application, of its tests and of the sandbox. */
  public String libraries() {
    return libraries("sandbox");
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
