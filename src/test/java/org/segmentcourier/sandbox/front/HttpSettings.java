package org.segmentcourier.sandbox.front;

import java.net.URI;
import java.net.http.HttpRequest;

/**
 * What the JDK's HTTP server and client must be told to serve as a front for AWS. They read it once
 * per JVM, when they are first used; a JVM that may use them before the front does gives the same
 * settings on its command line.
 */
final class HttpSettings {

  private HttpSettings() {}

  /**
   * @throws IllegalStateException the JDK's client was in use before
   */
  static void apply() {
    // Signatures hold for the Host header that the caller sent.
    set("jdk.httpclient.allowRestrictedHeaders", "host,content-length,connection,expect");
    // Without it every small answer waits for the caller's delayed acknowledgement, 40 ms.
    set("sun.net.httpserver.nodelay", "true");
    // Longer than SDKs keep connections (60 s): the side that calls is the one that closes.
    set("sun.net.httpserver.idleInterval", "90");
    set("sun.net.httpserver.maxIdleConnections", "1000");
    // Shorter than backends keep connections (S3Proxy 30 s, ElasticMQ 60 s), for the same reason.
    set("jdk.httpclient.keepalive.timeout", "10");
    try {
      HttpRequest.newBuilder(URI.create("http://127.0.0.1")).header("Host", "checked").build();
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "java.net.http was used before the sandbox's front: start this JVM with"
              + " -Djdk.httpclient.allowRestrictedHeaders=host,content-length,connection,expect",
          e);
    }
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
