package org.segmentcourier.endpoint;

import java.util.function.Supplier;
import org.segmentcourier.segment.UserBatch;

/** Asks for the endpoints of users. */
public final class Endpoints {

  private final Supplier<EndpointSource> newest;

  /**
   * @param newest who is to be asked at the moment
   */
  public Endpoints(Supplier<EndpointSource> newest) {
    this.newest = newest;
  }

  /**
   * Who is to be asked; a build goes on with the one that it began with.
   *
   * @throws NoAnswer if there is nobody: every user would be unknown
   */
  public EndpointSource now() {
    var source = newest.get();
    source.check();
    return source;
  }

  /** Whether each user costs a call, so that they are better counted first. */
  public boolean costCalls(EndpointSource source) {
    return source.asksOneByOne();
  }

  /**
   * Makes sure that so many users can be looked up in the time that a delivery may take.
   *
   * @throws NoAnswer if they can't
   */
  public void expect(EndpointSource source, long users) {
    source.expect(users);
  }

  /** Looks up each user of a batch, as {@link EndpointSource#find} says. */
  public EndpointBatch find(EndpointSource source, UserBatch batch) {
    return source.find(batch);
  }
}
