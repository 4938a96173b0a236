package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.management.MBeanInfo;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Camel's MBeans are as they would be without us. */
class KnownMBeansTest {

  @Test
  void everyMBeanIsDescribedAsCamelDescribesIt() throws Exception {
    try (var camels = context("same");
        var ours = context("same")) {
      ours.getCamelContextExtension().setManagementMBeanAssembler(new KnownMBeans(ours));

      var expected = descriptions(camels);
      var described = descriptions(ours);
      described.remove("services KnownMBeans"); // itself

      assertThat(expected).hasSizeGreaterThan(10);
      assertThat(described).isEqualTo(expected);
    }
  }

  private static CamelContext context(String name) throws Exception {
    var context = new DefaultCamelContext();
    context.getCamelContextExtension().setName(name);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:start")
                .routeId("start")
                .setVariable("one", constant(1))
                .id("set-one")
                .setVariable("two", constant(2))
                .id("set-two")
                .choice()
                .id("choose")
                .when(simple("${variable.one} == 1"))
                .to("log:one")
                .id("log-one")
                .otherwise()
                .to("direct:other")
                .id("to-other")
                .end();
            from("direct:other").routeId("other").log("other").id("log-other");
          }
        });
    return context;
  }

  /** By name; those of nobody else, while the context runs. */
  private static SortedMap<String, String> descriptions(CamelContext context) throws Exception {
    var server = ManagementFactory.getPlatformMBeanServer();
    context.start();
    try {
      var descriptions = new TreeMap<String, String>();
      var names = new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*");
      for (var name : server.queryNames(names, null)) {
        descriptions.put(
            name.getKeyProperty("type") + " " + name.getKeyProperty("name").replaceAll("0x.+", ""),
            text(server.getMBeanInfo(name)));
      }
      return descriptions;
    } finally {
      context.stop();
    }
  }

  private static String text(MBeanInfo info) {
    return String.join(
        "\n",
        info.getClassName(),
        info.getDescription(),
        Arrays.toString(info.getAttributes()),
        Arrays.toString(info.getOperations()),
        Arrays.toString(info.getNotifications()));
  }
}
