package org.segmentcourier.delivery;

/**
 * A message on the deliveries queue: deliver this job.
 *
 * @param job ARN of a batch segment job
 */
public record Order(String job) {}
