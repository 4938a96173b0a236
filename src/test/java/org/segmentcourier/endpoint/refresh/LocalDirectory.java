package org.segmentcourier.endpoint.refresh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.directory.LocalSnapshot;

/** An endpoint directory made from files on the disk as the application makes it; without AWS. */
public final class LocalDirectory {

  private LocalDirectory() {}

  /**
   * A file with endpoints.
   *
   * @param path its name tells its format
   * @param modified when it was put: the effective date of rows that have none
   * @param feed whether only rows count that have both an id and a user id
   */
  public record File(Path path, Instant modified, boolean feed) {}

  /**
   * Makes it.
   *
   * @param folder for its files; it is made
   * @param memory for the engine, in bytes, beside the heap
   */
  public static EndpointSource of(List<File> files, Path folder, long memory) throws Exception {
    return of(files, List.of(), folder, memory);
  }

  /**
   * The same, with some attributes.
   *
   * @param attributes that are kept
   */
  public static EndpointSource of(
      List<File> files, List<String> attributes, Path folder, long memory) throws Exception {
    var sources = files.stream().map(LocalDirectory::source).toList();
    var build = new SnapshotBuild(memory, attributes, ForkJoinPool.commonPool());
    var outcome = build.build(sources, Files.createDirectories(folder));
    if (outcome instanceof SnapshotBuild.Unread unread && unread.reasons().isEmpty()) {
      var others =
          sources.stream().filter(source -> !unread.barren().contains(source.name())).toList();
      outcome = build.build(others, folder); // as a refresh does, once it knows
    }
    if (!(outcome instanceof SnapshotBuild.Built built)) {
      throw new IllegalStateException("no directory can be made: " + outcome);
    }
    return LocalSnapshot.open(1, built.index(), built.details(), built.made());
  }

  private static LocalSource source(File file) {
    var name = file.path().getFileName().toString();
    return new LocalSource(
        name,
        file.path(),
        SourceFormat.of(name).orElseThrow(),
        name.endsWith(".gz"),
        file.modified(),
        file.feed());
  }
}
