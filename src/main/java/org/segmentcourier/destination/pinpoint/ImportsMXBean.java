package org.segmentcourier.destination.pinpoint;

import java.util.List;
import org.segmentcourier.jmx.Says;

/** Imports into Pinpoint, in JMX. */
@Says("Imports that this container has looked at lately")
public interface ImportsMXBean {

  @Says("The last imports, whichever was looked at last first")
  List<ImportState> getImports();
}
