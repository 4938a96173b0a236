package org.segmentcourier.aws;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** HTTP clients with a bounded number of connections, each with an end to its patience. */
public final class Connections {

  /** To open one: AWS accepts in milliseconds. */
  private static final Duration OPENING = Duration.ofSeconds(3);

  private Connections() {}

  /**
   * An HTTP client.
   *
   * @param silence for which a connection may stand still before it is given up; also how long a
   *     call waits for one of the connections
   * @param atOnce how many connections there are at most
   */
  public static SdkHttpClient of(Duration silence, int atOnce) {
    return ApacheHttpClient.builder()
        .connectionTimeout(OPENING)
        .connectionAcquisitionTimeout(silence)
        .socketTimeout(silence)
        .maxConnections(atOnce)
        .build();
  }
}
