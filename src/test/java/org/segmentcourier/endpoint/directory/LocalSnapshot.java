package org.segmentcourier.endpoint.directory;

import java.nio.file.Path;
import java.util.List;
import org.segmentcourier.endpoint.EndpointSource;

/** A snapshot whose files are on the disk, for tests of other rooms. */
public final class LocalSnapshot {

  private static final SnapshotRecord.File NO_FILE = new SnapshotRecord.File("", 0, "");

  private LocalSnapshot() {}

  /**
   * Opens it.
   *
   * @param number of the snapshot, from 1
   * @param index the file that knows users and endpoints
   * @param details the one that knows the rest
   * @param made endpoints whose ids were made by the directory
   */
  public static EndpointSource open(long number, Path index, Path details, long made) {
    var detailsFile = new SnapshotRecord.File("", 0, details.getFileName().toString());
    var about =
        new SnapshotRecord(
            SnapshotRecord.VERSION,
            number,
            "",
            List.of(),
            NO_FILE,
            detailsFile,
            NO_FILE,
            0,
            0,
            made,
            0,
            0);
    var nowhere = new Snapshots(null, null, "none"); // nothing has to be fetched
    return Snapshot.open(about, index, nowhere, details.getParent());
  }
}
