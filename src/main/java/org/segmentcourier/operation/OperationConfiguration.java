package org.segmentcourier.operation;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ModelToXMLDumper;
import org.apache.camel.spi.OnCamelContextStarted;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.aws.Answers;
import org.segmentcourier.aws.Polls;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.branch.check.Sample;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.publish.Pauses;
import org.segmentcourier.endpoint.directory.DirectoryAge;
import org.segmentcourier.jmx.DescribedMBean;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Binds what an operator looks at, how routes are drawn for them, and what branches are tried on;
 * Camel finds health checks among the beans by itself.
 */
public final class OperationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    context.getCamelContextExtension().setManagementMBeanAssembler(new KnownMBeans(context));
    var registry = context.getRegistry();
    registry.bind("sample", (Sample.Source) SampleSegment::new);
    context
        .getCamelContextExtension()
        .addContextPlugin(
            ModelToXMLDumper.class, new DrawnRoutes(PluginHelper.getModelToXMLDumper(context)));
    addHealthChecks(context);
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt((OnCamelContextStarted) OperationConfiguration::show));
  }

  /** None of them waits for anybody. */
  private static void addHealthChecks(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var clock = InstantSource.system();
    var inboxes =
        new Inboxes(
            registry.lookupByNameAndType("polls", Polls.class),
            settings,
            queue -> waits(context, queue.toString()),
            clock);
    var call = settings.duration(Setting.AWS_CALL_TIMEOUT);
    registry.bind("aws-health", new AwsHealthCheck(registry.findByType(Answers.class)));
    registry.bind("queues-health", QueuesHealthCheck.ready(inboxes, call));
    registry.bind("consumers-health", QueuesHealthCheck.live(inboxes, call));
    registry.bind(
        "redrive-health",
        new RedriveHealthCheck(
            registry.lookupByNameAndType("sqs", SqsClient.class),
            settings,
            OperationConfiguration::aside,
            clock));
    registry.bind(
        "directory-health",
        new DirectoryHealthCheck(
            settings.text(Setting.ENDPOINTS_SOURCE).equalsIgnoreCase("directory"),
            registry.lookupByNameAndType("directoryAge", DirectoryAge.class)::made));
    registry.bind("disk-health", new DiskHealthCheck(Path.of(settings.text(Setting.WORK_FOLDER))));
  }

  /** Of the application nobody waits for it, even when it stops: SQS may not answer. */
  private static void aside(Runnable look) {
    var thread = new Thread(look, "redrive-queues");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether the consumer of a route does nothing but wait for a message. */
  private static boolean waits(CamelContext context, String route) {
    return context.getRoute(route) != null
        && context.getRouteController().getRouteStatus(route).isStarted()
        && context.getInflightRepository().size(route) == 0;
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
