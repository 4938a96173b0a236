package org.segmentcourier.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One AWS service of the sandbox, seen from behind the front: the front has already decoded the
 * call by the service model and checked it against it, and it will check and encode the answer.
 */
public interface Service {

  /**
   * Carries out one call.
   *
   * @param operation as the service model names it, such as {@code CreateSolution}
   * @param input all members of the operation's input shape (path, query, header and body alike) by
   *     their names in the model; a payload member stands under its own name, such as {@code
   *     ImportJobRequest}; timestamps are epoch seconds
   * @return the members of the output shape in the same form
   * @throws AwsError what the service refuses, with the name of an error shape of the operation
   */
  ObjectNode call(String operation, ObjectNode input);

  /**
   * Changes pace, limits, quotas or what fails, from the control port. Which members there are is
   * the service's own; one that it does not know is an {@link IllegalArgumentException}.
   */
  default void tune(ObjectNode changes) {
    throw new IllegalArgumentException("nothing can be changed here");
  }
}
