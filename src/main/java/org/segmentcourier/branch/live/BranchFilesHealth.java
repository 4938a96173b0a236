package org.segmentcourier.branch.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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
    var wrong = new LinkedHashMap<String, String>();
    if (!files.getSourceError().isEmpty()) {
      wrong.put(files.getSource(), files.getSourceError());
    }
    for (var file : files.getFiles()) {
      if (!file.getError().isEmpty()) {
        wrong.put(file.getName(), file.getError());
      }
    }
    if (!wrong.isEmpty()) {
      builder.down().message("Files of branches can't be used: " + inOneLine(wrong));
      wrong.forEach(builder::detail);
    }
  }

  /** All that is shown of it unless data is asked for. */
  private static String inOneLine(Map<String, String> wrong) {
    return wrong.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().replace("\n", "; "))
        .collect(Collectors.joining("; "));
  }
}
