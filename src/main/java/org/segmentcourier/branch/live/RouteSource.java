package org.segmentcourier.branch.live;

import java.io.IOException;
import java.util.List;
import org.segmentcourier.branch.check.RouteFile;

/** Where an operator's files of routes are. */
public interface RouteSource {

  /**
   * The files that there are now. One that is just being written is left as it was.
   *
   * @throws IOException if it can't be said now
   */
  List<RouteFile> look() throws IOException;

  /** Whether something was changing at the last look, so that another one is worth while soon. */
  boolean isChanging();
}
