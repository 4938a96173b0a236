package org.segmentcourier.sandbox.front;

import java.io.IOException;

/**
 * Stands before a backend to which requests are forwarded: it may answer a request itself, hold it
 * back until another one is through, or change the answer.
 */
@FunctionalInterface
public interface ForwardFilter {

  /** Lets everything through as it is. */
  ForwardFilter NONE = (request, next) -> next.answer(request);

  /**
   * Answers one request, by its own means or by those of the backend.
   *
   * @param next the backend; it reads the body of the request that it is given, streaming
   * @throws Refused the caller sees the refusal as the service has it
   */
  Response filter(Request request, Backend next) throws IOException;
}
