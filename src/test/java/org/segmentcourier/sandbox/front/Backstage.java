package org.segmentcourier.sandbox.front;

import java.io.IOException;

/** What stands behind the front for one service: a service of ours, or a server elsewhere. */
sealed interface Backstage permits Served, Forwarded {

  /** The service. */
  Api api();

  /**
   * Finds out what a request asks for, without doing it.
   *
   * @throws Refused the request can't be made sense of
   */
  Pending prepare(Request request) throws IOException;
}
