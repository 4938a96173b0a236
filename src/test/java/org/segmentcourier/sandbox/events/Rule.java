package org.segmentcourier.sandbox.events;

import java.util.List;

/**
 * A rule on a bus.
 *
 * @param pattern the event pattern, as JSON
 */
record Rule(String name, String arn, String description, String pattern, List<Target> targets) {}
