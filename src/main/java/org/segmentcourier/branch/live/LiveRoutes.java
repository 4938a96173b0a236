package org.segmentcourier.branch.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.OnCamelContextStarted;
import org.apache.camel.spi.OnCamelContextStopping;
import org.apache.camel.support.LifecycleStrategySupport;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.branch.check.Components;
import org.segmentcourier.branch.check.RouteCheck;
import org.segmentcourier.branch.check.Sample;
import org.segmentcourier.branch.check.Shipped;
import org.segmentcourier.jmx.DescribedMBean;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Loads the branches, the shipped ones and an operator's, and watches the operator's files while
 * the application runs.
 */
public final class LiveRoutes extends MainListenerSupport {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  private static final long PAUSE_MILLIS = 1000;

  /** While a file is being written: a change counts at the second look. */
  private static final long SHORT_PAUSE_MILLIS = 250;

  @Override
  public void afterConfigure(BaseMainSupport main) {
    var context = main.getCamelContext();
    var settings = context.getRegistry().lookupByNameAndType("settings", Settings.class);
    var shipped = Shipped.find(context, settings);
    var components = new Components(settings.list(Setting.ROUTES_COMPONENTS));
    var files =
        new BranchFiles(
            context,
            new RouteCheck(context, components, shipped.own(), samples(context)),
            shipped,
            source(context, settings),
            settings.text(Setting.ROUTES_LOCATION),
            context.getExecutorServiceManager().newCachedThreadPool(this, "branch-files-swap"));
    start(files);
    HealthCheckRegistry.get(context).register(new BranchFilesHealth(files));
    DescribedMBean.whenStarted(context, files, BranchFilesMXBean.class);
    if (settings.isOn(Setting.ROUTES_WATCH)) {
      watch(context, files);
    }
  }

  private static Optional<Sample.Source> samples(CamelContext context) {
    return Optional.ofNullable(context.getRegistry().findSingleByType(Sample.Source.class));
  }

  /** Where the operator's files are. */
  public static RouteSource source(CamelContext context, Settings settings) {
    var place = settings.text(Setting.ROUTES_LOCATION);
    return place.startsWith("s3:")
        ? new S3Source(
            context.getRegistry().lookupByNameAndType("s3", S3Client.class),
            S3Location.parse(place))
        : folder(Path.of(place));
  }

  /** It may come later; or its name is misspelt. */
  private static RouteSource folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      LOG.warn(
          "no operator's branches location=\"{}\" reason=\"there is no such folder yet"
              + " (routes.location)\"",
          folder);
    }
    return new FolderSource(folder);
  }

  private static void start(BranchFiles files) {
    try {
      files.start();
    } catch (RuntimeException e) {
      throw e;
    } catch (IOException e) {
      throw new BadRoutes(String.valueOf(e.getMessage()), e);
    } catch (Exception e) {
      throw new IllegalStateException("files of routes can't be loaded", e);
    }
  }

  /** From the start of the application until it stops. */
  private void watch(CamelContext context, BranchFiles files) {
    var stopping = new CountDownLatch(1);
    var thread = context.getExecutorServiceManager().newSingleThreadExecutor(this, "branch-files");
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt(
            (OnCamelContextStarted) started -> thread.execute(() -> look(files, stopping))));
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt((OnCamelContextStopping) stops -> stopping.countDown()));
  }

  private static void look(BranchFiles files, CountDownLatch stopping) {
    try {
      while (!stopping.await(
          files.isChanging() ? SHORT_PAUSE_MILLIS : PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        files.watch();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
