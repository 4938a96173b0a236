package org.segmentcourier.delivery.watch;

import java.util.List;
import org.segmentcourier.jmx.Says;

/** Deliveries, in JMX. */
@Says("Deliveries of this container: what it works on, and what it has finished lately")
public interface DeliveriesMXBean {

  @Says("Deliveries that this container is working on, the longest first")
  List<RunningDelivery> getRunning();

  @Says(
      "The last deliveries that this container has finished, newest first, with what became of each"
          + " user and endpoint; all there are lie under deliveries/ in the data bucket")
  List<FinishedDelivery> getLast();

  @Says(
      "Has a batch segment job delivered. Was that done before, it is delivered once more, by a"
          + " delivery of its own, with the endpoints, branches and suppressions of now; its files"
          + " have other names. One that is not finished goes on")
  String deliverAgain(
      @Says("ARN of the batch segment job, which must have finished in Personalize") String job);
}
