package org.segmentcourier.endpoint;

import java.util.List;

/**
 * A user with all of their endpoints.
 *
 * @param endpoints sorted by id; none if nobody knows the user
 */
public record UserEndpoints(String userId, List<Endpoint> endpoints) {}
