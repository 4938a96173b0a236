package org.segmentcourier.endpoint;

import java.util.List;
import java.util.stream.IntStream;

/** What was found of a batch of users, as objects. */
public final class Found {

  private Found() {}

  public static List<UserEndpoints> answers(EndpointBatch found) {
    return IntStream.range(0, found.users())
        .mapToObj(
            user ->
                new UserEndpoints(
                    found.batch().user(user),
                    IntStream.range(found.start(user), found.end(user))
                        .mapToObj(endpoint -> endpoint(found, endpoint))
                        .toList()))
        .toList();
  }

  private static Endpoint endpoint(EndpointBatch found, int endpoint) {
    int state = found.state(endpoint);
    return new Endpoint(
        found.id(endpoint),
        found.channelTypes().get(found.channel(endpoint)),
        (state & EndpointBatch.OPTED_OUT) != 0,
        (state & EndpointBatch.INACTIVE) == 0);
  }
}
