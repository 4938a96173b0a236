package org.segmentcourier.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether anything can be built in the work folder. Whether there is room enough for a delivery, is
 * looked at when it begins: that depends on its size.
 */
final class DiskHealthCheck extends AbstractHealthCheck {

  /** Hardly any delivery takes less. */
  private static final long LEAST = 10_000_000;

  private static final long MEGABYTE = 1_000_000;

  private final Path folder;
  private final long least;

  DiskHealthCheck(Path folder) {
    this(folder, LEAST);
  }

  /**
   * @param least bytes that there must be
   */
  DiskHealthCheck(Path folder, long least) {
    super("segment-courier", "disk");
    this.folder = folder;
    this.least = least;
  }

  /** What lies there is of deliveries under way. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    try {
      long room = Files.getFileStore(folder).getUsableSpace();
      builder.detail("megabytes", room / MEGABYTE);
      if (room < least) {
        builder.down().message("work.folder has room for %d MB only".formatted(room / MEGABYTE));
      } else if (!Files.isWritable(folder)) {
        builder.down().message("work.folder can't be written to");
      }
    } catch (IOException e) {
      builder.down().message("work.folder can't be looked at: " + e);
    }
  }
}
