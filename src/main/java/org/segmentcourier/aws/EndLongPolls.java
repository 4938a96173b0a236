package org.segmentcourier.aws;

import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/** Ends the waiting for messages as soon as the application is told to stop. */
final class EndLongPolls extends LifecycleStrategySupport {

  private final LongPolls polls;

  EndLongPolls(LongPolls polls) {
    this.polls = polls;
  }

  @Override
  public void onContextStopping(CamelContext context) {
    polls.end();
  }
}
