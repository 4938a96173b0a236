package org.segmentcourier.branch.check;

import java.util.Map;

/**
 * What a branch's route gets of a sample.
 *
 * @param headers by name
 */
public record Handed(Object body, Map<String, Object> headers) {}
