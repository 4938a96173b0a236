package org.segmentcourier.operation;

import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.handler.AuthenticationHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationConfigEntry;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig.AuthenticationHandlerFactory;
import org.segmentcourier.operation.Doorkeeper.Credentials;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the port on which the application answers for its health, before anything starts: Camel
 * would only warn and run on without it. And gives it a {@link Doorkeeper}: Camel's own check takes
 * passwords from a file only, and asks for one even where health is told.
 */
public final class ManagementPort implements CamelConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementPort.class);

  /** It can't be had. */
  public static final class Taken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private Taken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Camel has made the server, and starts it later. */
  @Override
  public void configure(CamelContext context) {
    var server = context.hasService(ManagementHttpServer.class);
    if (server != null) {
      look(server.getHost(), server.getPort());
      guard(server, context.getRegistry().lookupByNameAndType("settings", Settings.class));
    }
  }

  private static void look(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException | IllegalArgumentException e) {
      throw new Taken(
          ("camel.management.port = '%s': can't be listened on at %s (%s);"
                  + " choose another one (environment: CAMEL_MANAGEMENT_PORT)")
              .formatted(port, host, e.getMessage()),
          e);
    }
  }

  private static void guard(ManagementHttpServer server, Settings settings) {
    var credentials = credentials(settings);
    if (credentials.isEmpty() && !Doorkeeper.isLoopback(server.getHost())) {
      LOG.warn(
          "at camel.management.host = '{}' nothing but health is answered, until management.user and"
              + " management.password are set (environment: MANAGEMENT_USER, MANAGEMENT_PASSWORD)",
          server.getHost());
    }
    var root = server.getPath().replaceFirst("/+$", "");
    var doorkeeper =
        new Doorkeeper(
            root + server.getHealthPath(),
            server.getHost(),
            settings.list(Setting.MANAGEMENT_ORIGINS),
            credentials);
    var check = server.getConfiguration().getAuthenticationConfig();
    check.getEntries().add(entry(doorkeeper));
    check.setEnabled(true);
  }

  private static Optional<Credentials> credentials(Settings settings) {
    var user = settings.text(Setting.MANAGEMENT_USER);
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credentials(user, settings.text(Setting.MANAGEMENT_PASSWORD)));
  }

  /** The doorkeeper knows by itself who may enter. */
  private static AuthenticationConfigEntry entry(Doorkeeper doorkeeper) {
    var entry = new AuthenticationConfigEntry();
    entry.setPath("/*");
    entry.setAuthenticationProviderFactory(vertx -> null);
    entry.setAuthenticationHandlerFactory(
        new AuthenticationHandlerFactory() {
          @Override
          public <T extends AuthenticationProvider>
              AuthenticationHandler createAuthenticationHandler(T provider) {
            return doorkeeper;
          }
        });
    return entry;
  }
}
