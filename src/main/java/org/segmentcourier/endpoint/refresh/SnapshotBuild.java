package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.segmentcourier.endpoint.directory.SnapshotWriter;

/** Makes the files of a snapshot from files with endpoints, all on the disk. */
final class SnapshotBuild {

  private final long memory;
  private final List<String> attributes;

  /**
   * @param memory for the engine, in bytes, beside the heap
   * @param attributes columns beyond the address that are kept, such as {@code Location.Country}
   */
  SnapshotBuild(long memory, List<String> attributes) {
    this.memory = memory;
    this.attributes = attributes;
  }

  /**
   * What was made.
   *
   * @param index the file that knows users and endpoints
   * @param details the file that knows addresses and attributes
   * @param rejects rows that are no endpoints, with their reasons
   * @param made endpoints whose ids were made here
   * @param repeated rows that were left out, since a newer one of the same endpoint was there
   */
  record Built(
      Path index,
      Path details,
      Path rejects,
      long users,
      long endpoints,
      long made,
      long repeated,
      long rejected) {}

  /**
   * Makes them.
   *
   * @param folder for them, and for what does not fit into memory
   */
  Built build(List<LocalSource> sources, Path folder) throws SQLException, IOException {
    var spill = Files.createDirectories(folder.resolve("spill"));
    var index = folder.resolve("users");
    var details = folder.resolve("details");
    var rejects = folder.resolve("rejects.csv.gz");
    try (var table = new EndpointTable(spill, memory, attributes)) {
      for (var source : sources) {
        table.add(source);
      }
      long repeated = table.dropRepeated();
      table.writeRejects(rejects);
      try (var writer = new SnapshotWriter(index, details, table.kept(), table.users())) {
        table.write(writer::add);
        writer.finish();
        return new Built(
            index,
            details,
            rejects,
            writer.users(),
            writer.endpoints(),
            writer.made(),
            repeated,
            table.rejects());
      }
    }
  }
}
