package org.segmentcourier.endpoint.refresh;

import java.util.List;
import org.apache.camel.spi.Registry;
import org.segmentcourier.endpoint.directory.Snapshots;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.s3.S3Client;

/** Binds the beans that make the endpoint directory. */
public final class RefreshBeans {

  private static final long MEGABYTE = 1 << 20;

  private RefreshBeans() {}

  /**
   * @param files for lists, and for large files
   */
  public static void bind(
      Registry registry, Settings settings, S3Client files, Snapshots snapshots) {
    var bucket = settings.text(Setting.DATA_BUCKET);
    registry.bind("endpointFiles", new EndpointFiles(files, bucket));
    registry.bind(
        "refreshes", new Refreshes(snapshots, bucket, settings.duration(Setting.ENDPOINTS_QUIET)));
    registry.bind(
        "snapshotBuild",
        new SnapshotBuild(settings.count(Setting.ENDPOINTS_MEMORY) * MEGABYTE, List.of()));
    registry.bind("directoryNotices", new DirectoryNotices(bucket));
  }
}
