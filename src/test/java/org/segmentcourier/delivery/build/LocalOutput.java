package org.segmentcourier.delivery.build;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.segment.OutputFile;

/**
 * Output of a job that is on the disk already, and stays there; in the place of {@link JobOutput}.
 */
public final class LocalOutput {

  private final Map<String, Path> files = new HashMap<>();

  /** A file of the output, by the name of its input. */
  public void add(Input input, Path file) {
    files.put(input.name(), file);
  }

  public OutputFile fetch(Build build, Input input) {
    build.use(input);
    return new OutputFile(input.name(), files.get(input.name()));
  }

  public void drop(OutputFile file) {}
}
