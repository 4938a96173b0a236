package org.segmentcourier.endpoint.refresh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Snapshots of files on the disk, for the benchmark. */
public final class LocalBuilds {

  private LocalBuilds() {}

  public static String build(Path csv, Path folder, long memory) throws Exception {
    var source =
        new LocalSource(
            "csv", csv, SourceFormat.CSV, false, Instant.parse("2026-11-01T00:00:00Z"), false);
    Files.createDirectories(folder);
    return new SnapshotBuild(memory, List.of()).build(List.of(source), folder).toString();
  }
}
