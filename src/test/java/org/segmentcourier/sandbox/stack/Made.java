package org.segmentcourier.sandbox.stack;

import java.util.Map;

/**
 * A resource that was made.
 *
 * @param ref what {@code Ref} gives
 * @param attributes what {@code GetAtt} gives, by name
 */
record Made(String ref, Map<String, String> attributes) {}
