package org.segmentcourier.training;

import java.util.List;
import org.segmentcourier.jmx.Says;

/** Training runs, in JMX. */
@Says("Training runs that this container has looked at lately")
public interface TrainingRunsMXBean {

  @Says("The last runs, whichever was looked at last first, with what Personalize has of each")
  List<RunState> getRuns();
}
