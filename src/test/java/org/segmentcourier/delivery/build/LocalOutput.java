package org.segmentcourier.delivery.build;

import java.nio.file.Path;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.segment.OutputFile;

/** Output of a job that is on the disk already, and stays there. */
public final class LocalOutput {

  private Path path;

  /** This is the output from now on. */
  public void is(Path path) {
    this.path = path;
  }

  public OutputFile fetch(Build build, Input input) {
    build.use(input);
    return new OutputFile(input.name(), path);
  }

  public void drop(OutputFile file) {}
}
