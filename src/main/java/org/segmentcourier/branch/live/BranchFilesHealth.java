package org.segmentcourier.branch.live;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether each file of branches that there is can be used. */
final class BranchFilesHealth extends AbstractHealthCheck {

  private final BranchFiles files;

  BranchFilesHealth(BranchFiles files) {
    super("segment-courier", "branch-files");
    this.files = files;
  }

  /** A container would not get a better file by being started anew. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    if (!files.getSourceError().isEmpty()) {
      down(builder).detail(files.getSource(), files.getSourceError());
    }
    for (var file : files.getFiles()) {
      if (!file.getError().isEmpty()) {
        down(builder).detail(file.getName(), file.getError());
      }
    }
  }

  private static HealthCheckResultBuilder down(HealthCheckResultBuilder builder) {
    return builder.down().message("Files of branches can't be used");
  }
}
