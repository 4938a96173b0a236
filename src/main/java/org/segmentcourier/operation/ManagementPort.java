package org.segmentcourier.operation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/**
 * Looks at the port on which the application answers for its health, before anything starts: Camel
 * would only warn and run on without it.
 */
public final class ManagementPort implements CamelConfiguration {

  /** It can't be had. */
  public static final class Taken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Taken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @Override
  public void configure(CamelContext context) {
    var properties = context.getPropertiesComponent();
    String enabled = properties.resolveProperty("camel.management.enabled").orElse("false");
    if (Boolean.parseBoolean(enabled)) {
      look(
          properties.resolveProperty("camel.management.host").orElse("0.0.0.0"),
          properties.resolveProperty("camel.management.port").orElse("9876"));
    }
  }

  private static void look(String host, String port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, Integer.parseInt(port)));
    } catch (IOException | IllegalArgumentException e) {
      throw new Taken(
          ("camel.management.port = '%s': can't be listened on at %s (%s);"
                  + " choose another one (environment: CAMEL_MANAGEMENT_PORT)")
              .formatted(port, host, e.getMessage()),
          e);
    }
  }
}
