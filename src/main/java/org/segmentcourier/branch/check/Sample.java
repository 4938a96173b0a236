package org.segmentcourier.branch.check;

import java.io.IOException;
import org.segmentcourier.branch.Branch;

/** A segment that goes through branches before they are used. */
public interface Sample extends AutoCloseable {

  /** What a branch's route gets of it. */
  Handed of(Branch branch);

  /** Makes one; what it has on the disk goes when it is closed. */
  @FunctionalInterface
  interface Source {
    Sample open() throws IOException;
  }

  @Override
  void close() throws IOException;
}
