package org.segmentcourier.operation;

import java.util.List;

/** Segment files that wait until somebody has looked, in JMX. */
public interface HeldFilesMXBean {

  /** What waits: delivery, file, why, and in how many days it lapses; a line each. */
  List<String> getHeld();

  /**
   * Has a file published.
   *
   * @return what happens next
   */
  String release(String delivery, String file);

  /**
   * Has a file dropped.
   *
   * @return what happens next
   */
  String drop(String delivery, String file);
}
