package org.segmentcourier.sandbox.front;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** This machine, as nobody else sees it. */
public final class Loopback {

  private Loopback() {}

  /**
   * An HTTP server on a port of this machine, not yet started.
   *
   * @param port 0 for any that is free
   * @throws IOException the port can't be had; the message says which one and why
   */
  public static HttpServer open(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (BindException e) {
      throw new IOException(
          "port %d can't be had (%s); choose another one".formatted(port, e.getMessage()), e);
    }
  }
}
