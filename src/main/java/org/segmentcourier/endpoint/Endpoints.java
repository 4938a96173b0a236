package org.segmentcourier.endpoint;

import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.segmentcourier.segment.ReadAhead;
import org.segmentcourier.segment.UserBatch;

/** Asks for the endpoints of users. */
public final class Endpoints {

  private final Supplier<EndpointSource> newest;
  private final ExecutorService threads;

  /**
   * @param newest who is to be asked at the moment
   * @param threads one for each segment that is looked up
   */
  public Endpoints(Supplier<EndpointSource> newest, ExecutorService threads) {
    this.newest = newest;
    this.threads = threads;
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

  /**
   * Looks up the users of each batch, as {@link EndpointSource#find} says; where that costs no
   * call, those of the next one meanwhile.
   */
  public Iterator<EndpointBatch> find(EndpointSource source, Iterator<UserBatch> batches) {
    var lookUps = new LookUps(source, batches);
    return source.asksOneByOne() ? lookUps : new ReadAhead<>(lookUps, threads);
  }
}
