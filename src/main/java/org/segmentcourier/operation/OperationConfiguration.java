package org.segmentcourier.operation;

import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.OnCamelContextStarted;
import org.apache.camel.support.LifecycleStrategySupport;
import org.segmentcourier.aws.Answers;
import org.segmentcourier.branch.check.Sample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds what an operator looks at, and what branches are tried on; Camel finds health checks among
 * the beans by itself.
 */
public final class OperationConfiguration implements CamelConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(OperationConfiguration.class);

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    registry.bind("sample", (Sample.Source) SampleSegment::new);
    registry.bind("aws-health", new AwsHealthCheck(registry.findByType(Answers.class)));
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt((OnCamelContextStarted) OperationConfiguration::show));
  }

  /** In JMX for as long as the application runs; unless Camel is told to leave JMX alone. */
  private static void show(CamelContext context) {
    var agent = context.getManagementStrategy().getManagementAgent();
    if (agent == null) {
      return;
    }
    var orders = context.createProducerTemplate();
    var held =
        new HeldFilesInJmx(
            WaitingFiles.of(context.getRegistry()),
            order -> orders.sendBody("direct:order", order));
    try {
      agent.register(
          held,
          new ObjectName(
              "org.segmentcourier:type=HeldFiles,context=" + ObjectName.quote(context.getName())));
    } catch (JMException e) {
      LOG.warn("held files are not to be seen in JMX", e);
    }
  }
}
