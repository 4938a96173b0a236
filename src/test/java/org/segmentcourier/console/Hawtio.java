package org.segmentcourier.console;

import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;

/**
 * Hawtio, as it is shipped, in a server of its own that only this machine reaches. It has no users:
 * the application asks for its own.
 */
public final class Hawtio implements AutoCloseable {

  /** Read by Hawtio as system properties, which are this JVM's. */
  private static final String AUTHENTICATION = "hawtio.authenticationEnabled";

  private final Server server;
  private final int port;

  private Hawtio(Server server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * @param war of Hawtio
   * @param port to listen on; 0: any that is free
   * @param application its management port, such as {@code http://127.0.0.1:9876}
   */
  public static Hawtio start(Path war, int port, URI application) throws Exception {
    System.setProperty(AUTHENTICATION, "false");
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(
        new ContextHandlerCollection(
            new WebAppContext(war.toString(), "/hawtio"),
            new ContextHandler(new Entrance(application), "/")));
    server.start();
    return new Hawtio(server, connector.getLocalPort());
  }

  /** Where a browser begins: it is connected to the application. */
  public String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Waits until it is ended. */
  public void join() throws InterruptedException {
    server.join();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    System.clearProperty(AUTHENTICATION);
  }

  /** Tells Hawtio of the application: it keeps in the browser what it can connect to. */
  private static final class Entrance extends Handler.Abstract {

    private final String page;

    Entrance(URI application) {
      this.page =
          """
          <!DOCTYPE html><title>segment-courier</title><script>
          const known = JSON.parse(localStorage.getItem('connect.connections') || '{}');
          known['segment-courier'] = {id: 'segment-courier', name: 'segment-courier',
            scheme: '%s', host: '%s', port: %d, path: '/observe/jolokia'};
          localStorage.setItem('connect.connections', JSON.stringify(known));
          location.replace('/hawtio/?con=segment-courier');
          </script>
          """
              .formatted(application.getScheme(), application.getHost(), application.getPort());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html");
      Content.Sink.write(response, true, page, callback);
      return true;
    }
  }
}
