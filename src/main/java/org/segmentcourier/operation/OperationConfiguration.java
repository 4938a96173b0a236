package org.segmentcourier.operation;

import java.util.function.Consumer;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.OnCamelContextStarted;
import org.apache.camel.support.LifecycleStrategySupport;
import org.segmentcourier.aws.Answers;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.branch.check.Sample;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.publish.Pauses;
import org.segmentcourier.jmx.DescribedMBean;

/**
 * Binds what an operator looks at, and what branches are tried on; Camel finds health checks among
 * the beans by itself.
 */
public final class OperationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    context.getCamelContextExtension().setManagementMBeanAssembler(new KnownMBeans(context));
    var registry = context.getRegistry();
    registry.bind("sample", (Sample.Source) SampleSegment::new);
    registry.bind("aws-health", new AwsHealthCheck(registry.findByType(Answers.class)));
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt((OnCamelContextStarted) OperationConfiguration::show));
  }

  /** What an operator does in JMX, for as long as the application runs. */
  private static void show(CamelContext context) {
    var template = context.createProducerTemplate();
    Consumer<Order> queue = order -> template.sendBody("direct:order", order);
    var waiting = WaitingFiles.of(context.getRegistry());
    var pauses = context.getRegistry().lookupByNameAndType("pauses", Pauses.class);
    DescribedMBean.show(context, new HeldFilesInJmx(waiting, queue), HeldFilesMXBean.class);
    DescribedMBean.show(
        context,
        new BranchesInJmx(new Branches(context), pauses, waiting, queue),
        BranchesMXBean.class);
  }
}
