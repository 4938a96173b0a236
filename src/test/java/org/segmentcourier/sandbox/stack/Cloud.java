package org.segmentcourier.sandbox.stack;

import java.util.function.UnaryOperator;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.events.EventBridge;
import org.segmentcourier.sandbox.iam.Roles;
import org.segmentcourier.sandbox.queues.Queues;
import org.segmentcourier.sandbox.s3.ObjectStore;
import org.segmentcourier.sandbox.topics.Topics;

/**
 * Where the resources of a stack are made.
 *
 * @param projects makes a Pinpoint project of a name; answers with its id
 */
public record Cloud(
    Account account,
    ObjectStore objects,
    Queues queues,
    EventBridge events,
    Topics topics,
    Roles roles,
    UnaryOperator<String> projects) {}
