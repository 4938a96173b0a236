package org.segmentcourier.endpoint.refresh;

import org.segmentcourier.jmx.Says;

/** The endpoint directory, in JMX. */
@Says("The endpoint directory, which knows whose endpoint is which")
public interface DirectoryMXBean {

  @Says("The newest snapshot, which the next delivery asks; none if there is none yet")
  SnapshotState getSnapshot();

  @Says(
      "Has the directory looked at: if the files under endpoints/ or the columns to keep"
          + " (endpoints.attributes) are others than those that the snapshot was made from, it is"
          + " made anew")
  String refresh();
}
