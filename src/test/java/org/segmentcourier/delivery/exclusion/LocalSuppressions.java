package org.segmentcourier.delivery.exclusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Suppression lists read from files on the disk; without AWS. */
public final class LocalSuppressions {

  private LocalSuppressions() {}

  /**
   * Reads them.
   *
   * @param folder for what they say
   */
  public static SuppressionList of(List<Path> paths, Path folder) throws Exception {
    var reader = new SuppressionReader(new TextSet(folder), new TextSet(folder));
    var files = new ArrayList<SuppressionFile>();
    for (var path : paths) {
      var name = path.getFileName().toString();
      files.add(new SuppressionFile("suppressions/" + name, "etag"));
      try (var in = Files.newInputStream(path)) {
        reader.read(name, in);
      }
    }
    return reader.list(files);
  }
}
