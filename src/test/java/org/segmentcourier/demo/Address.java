package org.segmentcourier.demo;

import java.util.Set;

/**
 * A Pinpoint endpoint: one address of one viewer on one channel.
 *
 * @param channel a ChannelType of Pinpoint
 * @param optedOut its viewer wants nothing on it
 * @param inactive it no longer works; a file can't say so, UpdateEndpointsBatch can
 */
record Address(String id, String channel, String address, boolean optedOut, boolean inactive) {

  private static final Set<String> DEVICES = Set.of("GCM", "APNS", "IN_APP");

  /** Whether it is an app on a device, rather than a mailbox or a telephone. */
  boolean device() {
    return DEVICES.contains(channel);
  }
}
