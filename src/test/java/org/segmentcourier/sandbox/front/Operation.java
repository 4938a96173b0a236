package org.segmentcourier.sandbox.front;

import java.util.Map;
import java.util.Optional;

/**
 * An operation of a service model.
 *
 * @param method HTTP method
 * @param path template; a segment in braces stands for a member of the input
 * @param status HTTP status of success
 * @param errors its error shapes by name
 */
record Operation(
    String name,
    String method,
    String path,
    int status,
    Optional<Shape> input,
    Optional<Shape> output,
    Map<String, Shape> errors) {}
