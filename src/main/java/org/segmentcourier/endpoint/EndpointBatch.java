package org.segmentcourier.endpoint;

import java.util.List;
import org.segmentcourier.segment.UserBatch;

/**
 * A batch of users whose endpoints were looked up.
 *
 * @param batch what was asked for
 * @param users one for each user of the batch, in its order
 */
public record EndpointBatch(UserBatch batch, List<UserEndpoints> users) {}
