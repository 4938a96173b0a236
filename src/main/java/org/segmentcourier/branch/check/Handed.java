package org.segmentcourier.branch.check;

import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a branch's route gets of a sample.
 *
 * @param headers by name
 * @param publish answers what a route publishes as {@code direct:publish} does; throws if that
 *     would
 */
public record Handed(Object body, Map<String, Object> headers, UnaryOperator<Object> publish) {}
