package org.segmentcourier.operation;

import java.util.List;
import org.segmentcourier.jmx.Says;

/** Segment files that wait, in JMX. */
@Says(
    "Segment files that wait: since their size does not seem right, until somebody has looked; or"
        + " until their branch is resumed")
public interface HeldFilesMXBean {

  @Says("What waits, whichever container has held it")
  List<HeldFile> getHeld();

  @Says(
      "Has a file published: it is handed to its branch. What becomes of it is told by notification")
  String release(
      @Says("Its delivery, as the list says") String delivery,
      @Says("Its name, as the list says") String file);

  @Says("Has a file dropped: it is not published, and is gone")
  String drop(
      @Says("Its delivery, as the list says") String delivery,
      @Says("Its name, as the list says") String file);
}
