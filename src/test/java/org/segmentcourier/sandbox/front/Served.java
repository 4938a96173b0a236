package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.segmentcourier.sandbox.Service;

/** A service of ours behind its service model. */
final class Served implements Backstage {

  private final Api api;
  private final Service service;

  Served(Api api, Service service, Calls calls) {
    this.api = api;
    this.service = service;
  }

  @Override
  public Api api() {
    return api;
  }

  void tune(ObjectNode changes) {
    service.tune(changes);
  }

  @Override
  public Pending prepare(Request request) {
    throw new UnsupportedOperationException();
  }
}
