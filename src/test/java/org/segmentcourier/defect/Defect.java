package org.segmentcourier.defect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A bug that somebody could make: a patch to the application's sources, and the test that has to
 * catch it.
 *
 * @param number stands before its name; one number, one defect
 * @param name says what it is, such as {@code only-the-last-query}
 * @param patch a unified diff, applied in the project's folder
 * @param test the test class that has to fail with it
 */
record Defect(int number, String name, Path patch, String test) {

  private static final Pattern FILE = Pattern.compile("(\\d{2})-([a-z0-9-]+)\\.patch");
  private static final Pattern TEST = Pattern.compile("(?m)^Test: ([\\w.]+)$");

  /**
   * All defects of a folder, by number.
   *
   * @throws IllegalArgumentException if a file there is none
   */
  static List<Defect> in(Path folder) throws IOException {
    List<Defect> defects;
    try (var files = Files.list(folder)) {
      defects = files.map(Defect::read).sorted(Comparator.comparingInt(Defect::number)).toList();
    }
    if (defects.stream().map(Defect::number).distinct().count() < defects.size()) {
      throw new IllegalArgumentException("two patches in %s have one number".formatted(folder));
    }
    return defects;
  }

  private static Defect read(Path file) {
    var name = FILE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(
          file + " is no defect: a name such as 07-a-lost-claim.patch is expected");
    }
    try {
      var test = TEST.matcher(Files.readString(file));
      if (!test.find()) {
        throw new IllegalArgumentException(
            file + " names no test: before the diff, a line 'Test: <class>' is expected");
      }
      return new Defect(Integer.parseInt(name.group(1)), name.group(2), file, test.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  @Override
  public String toString() {
    return "%02d %s".formatted(number, name);
  }
}
