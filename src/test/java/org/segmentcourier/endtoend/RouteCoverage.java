package org.segmentcourier.endtoend;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What Camel has counted in a running application: how many exchanges each component and each data
 * format has processed, and in which step of which route. Read over the JVM's own management
 * connection, so that the application needs nothing for it.
 */
public final class RouteCoverage {

  private static final String DOMAIN = "org.apache.camel:type=%s,*";

  private final Map<String, Map<String, Long>> exchanges = new TreeMap<>();

  private RouteCoverage() {}

  /** Asks the application as it is now. */
  // JMX of a process of our own on this machine: what it answers can be trusted.
  @SuppressWarnings("BanJNDI")
  public static RouteCoverage of(ApplicationProcess application) throws IOException, JMException {
    var coverage = new RouteCoverage();
    try (var connector = JMXConnectorFactory.connect(address(application.pid()))) {
      var server = connector.getMBeanServerConnection();
      coverage.readConsumers(server);
      coverage.readSteps(server);
    }
    return coverage;
  }

  private static JMXServiceURL address(long pid) throws IOException {
    try {
      var machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return new JMXServiceURL(machine.startLocalManagementAgent());
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("the application's JVM can't be asked", e);
    }
  }

  /** Where routes begin. */
  private void readConsumers(MBeanServerConnection server) throws IOException, JMException {
    for (var name : server.queryNames(new ObjectName(DOMAIN.formatted("routes")), null)) {
      var route = (String) server.getAttribute(name, "RouteId");
      var uri = (String) server.getAttribute(name, "EndpointUri");
      count(
          component(uri), route + ":from", (Long) server.getAttribute(name, "ExchangesCompleted"));
    }
  }

  /** Steps that send to a component, or use a data format. */
  private void readSteps(MBeanServerConnection server) throws IOException, JMException {
    for (var name : server.queryNames(new ObjectName(DOMAIN.formatted("processors")), null)) {
      var attributes = server.getMBeanInfo(name).getAttributes();
      var route = (String) server.getAttribute(name, "RouteId");
      var step = route + ":" + server.getAttribute(name, "ProcessorId");
      long completed = (Long) server.getAttribute(name, "ExchangesCompleted");
      for (var attribute : attributes) {
        switch (attribute.getName()) {
          case "Destination", "Uri" ->
              count(
                  component((String) server.getAttribute(name, attribute.getName())),
                  step,
                  completed);
          case "DataFormatName" -> {
            var format = (String) server.getAttribute(name, "DataFormatName");
            if (format != null) { // Camel has no name for one that a route refers to as a bean
              count(format, step, completed);
            }
          }
          default -> {}
        }
      }
    }
  }

  private void count(String what, String where, long completed) {
    exchanges.computeIfAbsent(what, key -> new TreeMap<>()).put(where, completed);
  }

  private static String component(String uri) {
    int end = uri.indexOf(':');
    return end < 0 ? uri : uri.substring(0, end);
  }

  /**
   * Where a component or data format has processed something.
   *
   * @return exchanges by route and step, such as {@code deliveries:from}
   */
  public Map<String, Long> used(String what) {
    var used = new TreeMap<String, Long>();
    exchanges
        .getOrDefault(what, Map.of())
        .forEach(
            (where, count) -> {
              if (count > 0) {
                used.put(where, count);
              }
            });
    return used;
  }

  /** All of it, for people: a line for each component or data format, and below it its steps. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    exchanges.forEach(
        (what, steps) -> {
          text.append(what).append('\n');
          steps.forEach((step, count) -> text.append("%10d  %s%n".formatted(count, step)));
        });
    return text.toString();
  }
}
