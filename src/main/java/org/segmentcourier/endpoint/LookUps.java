package org.segmentcourier.endpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import org.segmentcourier.segment.UserBatch;

/**
 * Batches of users, each of which is looked up when it is asked for. After one that can't be there
 * is no other.
 */
final class LookUps implements Iterator<EndpointBatch>, Closeable {

  private final EndpointSource source;
  private final Iterator<UserBatch> batches;
  private boolean failed;

  /**
   * @param batches are closed with this, if they can be
   */
  LookUps(EndpointSource source, Iterator<UserBatch> batches) {
    this.source = source;
    this.batches = batches;
  }

  @Override
  public boolean hasNext() {
    return !failed && batches.hasNext();
  }

  /** Looks up the users of the next batch, as {@link EndpointSource#find} says. */
  @Override
  public EndpointBatch next() {
    failed = true;
    var found = source.find(batches.next());
    failed = false;
    return found;
  }

  @Override
  public void close() throws IOException {
    if (batches instanceof Closeable open) {
      open.close();
    }
  }
}
