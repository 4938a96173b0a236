package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Hawtio asks for, of a route as ours are. */
class DrawnRoutesTest {

  private static final String YAML =
      """
      - routeConfiguration:
          interceptFrom:
            - interceptFrom: {id: as-received, steps: [{log: received}]}
          errorHandler: {defaultErrorHandler: {}}
          onException:
            - onException:
                id: hopeless
                exception: [java.lang.Exception]
                steps:
                  - to: {id: to-set-aside, uri: "log:aside"}
      - route:
          id: one
          errorHandler: {noErrorHandler: {}}
          from:
            id: begin
            uri: direct:one
            steps:
              - choice:
                  id: which
                  when:
                    - id: first
                      simple: ${body} == 1
                      steps:
                        - bean: {id: in-a-choice, ref: x}
              - log: unnamed
      """;

  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() throws Exception {
    context.getRegistry().bind("x", new Object());
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.fromBytes("file:one.camel.yaml", YAML.getBytes(StandardCharsets.UTF_8)));
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aRouteBeginsWithItsFromAndHasNothingOfFailures() throws Exception {
    assertThat(drawn())
        .containsPattern("<route [^>]*>\\s*<from ")
        .doesNotContain("rrorHandler", "onException", "hopeless", "intercept");
  }

  @Test
  void idsThatWereGivenAreMarked() throws Exception {
    var drawn = drawn();

    for (var id : new String[] {"one", "begin", "which", "first", "in-a-choice"}) {
      assertThat(drawn).containsPattern("<\\w+ customId=\"true\"[^>]* id=\"" + id + "\"");
    }
    assertThat(drawn).containsPattern("<log id=\"log\\d+\"");
  }

  private String drawn() throws Exception {
    var routes = new RoutesDefinition();
    routes.setRoutes(
        context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions());
    return new DrawnRoutes(PluginHelper.getModelToXMLDumper(context))
        .dumpModelAsXml(context, routes);
  }
}
