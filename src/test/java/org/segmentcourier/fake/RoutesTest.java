package org.segmentcourier.fake;

import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.settings.Settings;

/**
 * Base of the tests of routes: the application's route files, settings and beans as they are
 * shipped, started by Camel's main, with an AWS that is the test's.
 */
public abstract class RoutesTest extends CamelMainTestSupport {

  private final String[] files;

  /**
   * @param files of {@code routes/}, without their ending; an error policy in one rules them all
   */
  protected RoutesTest(String... files) {
    this.files = files;
    var settings = new Properties();
    settings.putAll(FakeSettings.values());
    settings.put("camel.management.enabled", "false");
    camelContextConfiguration().withUseOverridePropertiesWithPropertiesComponent(settings);
  }

  /** Binds the clients of AWS. */
  protected abstract void bindAws(Registry registry);

  /** Whose beans the routes use, each after those that it uses itself. */
  protected abstract List<CamelConfiguration> rooms();

  /** Sets another value than {@link FakeSettings} has; to be called before the start. */
  protected final void set(String key, String value) {
    camelContextConfiguration()
        .useOverridePropertiesWithPropertiesComponent()
        .setProperty(key, value);
  }

  /** Calls into these direct endpoints end in mocks; to be called before the start. */
  protected final void endIn(String... directs) {
    camelContextConfiguration()
        .withMockEndpointsAndSkip(
            Stream.of(directs).map("direct:"::concat).collect(Collectors.joining("|")));
  }

  /** Where calls into a direct endpoint end. */
  protected final MockEndpoint mock(String direct) {
    return getMockEndpoint("mock:direct:" + direct);
  }

  @Override
  protected final void configure(MainConfigurationProperties configuration) {
    configuration.setRoutesIncludePattern(
        Stream.of(files)
            .map("classpath:routes/%s.camel.yaml"::formatted)
            .collect(Collectors.joining(",")));
    configuration.addConfiguration(
        new CamelConfiguration() {
          @Override
          public void configure(CamelContext context) {
            var properties = context.getPropertiesComponent();
            context.getRegistry().bind("settings", Settings.of(properties::resolveProperty));
            bindAws(context.getRegistry());
          }
        });
    configuration.addConfiguration(new RecordsConfiguration());
    rooms().forEach(configuration::addConfiguration);
  }
}
