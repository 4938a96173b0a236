package org.segmentcourier.branch.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.segmentcourier.aws.StandIns;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.branch.check.Components;
import org.segmentcourier.branch.check.RouteCheck;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** An application of nothing but branches, which publish into a list. */
final class LiveBranches implements AutoCloseable {

  final CamelContext context = new DefaultCamelContext();
  final Queue<String> published = new ConcurrentLinkedQueue<>();
  final BranchFiles files;

  /** What happens while a file is published. */
  volatile Runnable publishing = () -> {};

  /** Takes the place of {@code log:}. */
  final Outside outside;

  private final ExecutorService swaps = Executors.newCachedThreadPool();
  private final ProducerTemplate template;

  LiveBranches(RouteSource source) throws Exception {
    this(source, Map.of());
  }

  /**
   * @param others settings that are not the default
   */
  LiveBranches(RouteSource source, Map<String, String> others) throws Exception {
    this(source, others, new Outside());
  }

  LiveBranches(RouteSource source, Map<String, String> others, Outside outside) throws Exception {
    this.outside = outside;
    var values = FakeSettings.values();
    values.putAll(others);
    var settings = Settings.of(key -> Optional.ofNullable(values.get(key)));
    values.forEach(context.getPropertiesComponent()::addInitialProperty);
    new StandIns().configure(context);
    new BranchConfiguration().configure(context);
    context.addComponent("log", outside);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:publish")
                .routeId("publish")
                .process(exchange -> publish(exchange.getMessage().getBody(String.class)));
          }
        });
    var shipped = Shipped.find(context, settings);
    var components = new Components(settings.list(Setting.ROUTES_COMPONENTS));
    files =
        new BranchFiles(
            context,
            new RouteCheck(context, components, shipped.own()),
            shipped,
            source,
            "the test's",
            swaps);
    files.start();
    context.start();
    template = context.createProducerTemplate();
  }

  private void publish(String file) {
    publishing.run();
    published.add(file);
  }

  /** Looks until a change that was seen counts, as the watch does. */
  void look() {
    files.watch();
    if (files.isChanging()) {
      files.watch();
    }
  }

  List<Branch> now() {
    return new Branches(context).now();
  }

  List<String> ids() {
    return now().stream().map(Branch::id).toList();
  }

  /** How many templates Camel has. */
  int templates() {
    return context
        .getCamelContextExtension()
        .getContextPlugin(Model.class)
        .getRouteTemplateDefinitions()
        .size();
  }

  /** Hands a file over to a branch, and waits for its route. */
  void hand(String branch, String file) {
    template.requestBody("branch:" + branch, file);
  }

  FileState state(String name) {
    return files.getFiles().stream()
        .filter(file -> file.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    context.stop();
    swaps.shutdownNow();
  }
}
