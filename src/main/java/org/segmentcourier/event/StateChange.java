package org.segmentcourier.event;

/**
 * A Personalize resource became something; {@code direct:announce} publishes it on the custom bus.
 *
 * @param arn of the resource
 * @param resource its kind as in the event's detail-type, such as {@code Batch Segment Job}
 * @param status CREATING, UPDATING, ACTIVE or FAILED
 * @param durationSeconds from creation to the last update; 0: none is told
 * @param reason why it failed; empty: none is told
 */
public record StateChange(
    String arn, String resource, String status, long durationSeconds, String reason) {}
