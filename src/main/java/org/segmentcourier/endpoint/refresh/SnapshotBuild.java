package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.endpoint.directory.SnapshotWriter;
import org.segmentcourier.segment.ReadAhead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the files of a snapshot from files with endpoints, all on the disk. */
final class SnapshotBuild {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotBuild.class);

  private final long memory;
  private final List<String> attributes;
  private final ExecutorService threads;

  /**
   * @param memory for the engine, in bytes, beside the heap
   * @param attributes columns beyond the address that are kept, such as {@code Location.Country}
   * @param threads one of which looks at what is read in another way, or makes ready what comes
   *     next, while the one before is written
   */
  SnapshotBuild(long memory, List<String> attributes, ExecutorService threads) {
    this.memory = memory;
    this.attributes = attributes;
    this.threads = threads;
  }

  /** What comes of files with endpoints. */
  sealed interface Outcome permits Built, Unread {}

  /**
   * Nothing was made, since some can't be read, or hold nothing.
   *
   * @param reasons why they can't be read, by the files' names
   * @param barren names of those that hold nothing that counts
   */
  record Unread(Map<String, String> reasons, Set<String> barren) implements Outcome {}

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
      long rejected)
      implements Outcome {}

  /**
   * Makes them, unless a file can't be read.
   *
   * @param folder for them, and for what does not fit into memory
   * @throws NotYet if the disk is full
   */
  Outcome build(List<LocalSource> sources, Path folder) throws IOException {
    var spill = Files.createDirectories(folder.resolve("spill"));
    try (var table = new EndpointTable(spill, memory, attributes, threads)) {
      var unread = new TreeMap<String, String>();
      var barren = new TreeSet<String>();
      long all = 0;
      for (var source : sources) {
        try {
          long endpoints = table.add(source);
          all += endpoints;
          if (source.feed() && endpoints == 0) {
            barren.add(source.name());
          } else if (source.replacing() && endpoints == 0) {
            unread.put(source.name(), emptied(table, source));
          }
        } catch (Unreadable e) {
          LOG.debug("file unreadable name={}", source.name(), e);
          unread.put(source.name(), e.getMessage());
        }
      }
      if (all == 0 && unread.isEmpty()) {
        unread.putAll(withoutEndpoint(table, sources));
      }
      if (!unread.isEmpty() || !barren.isEmpty()) {
        return new Unread(unread, barren);
      }
      long repeated = table.dropRepeated();
      table.rejectCrowds();
      return table.isEmpty()
          ? new Unread(ofNobody(sources), Set.of())
          : build(table, repeated, folder);
    } catch (SQLException e) {
      throw EngineFailure.of(e);
    }
  }

  /** A part of a version may be empty; but one that was not is so by mistake, most likely. */
  private static String emptied(EndpointTable table, LocalSource source) throws SQLException {
    return "%s, while the directory has those of its version before; if that is meant, it must be deleted"
        .formatted(withoutEndpoint(table, source));
  }

  private static String withoutEndpoint(EndpointTable table, LocalSource source)
      throws SQLException {
    return table
        .firstReject(source.name())
        .map("none of its rows is an endpoint (%s)"::formatted)
        .orElse("it has no row");
  }

  /** With a directory of nobody every user would be unknown: whoever put this meant another. */
  private static Map<String, String> withoutEndpoint(EndpointTable table, List<LocalSource> sources)
      throws SQLException {
    var reasons = new TreeMap<String, String>();
    for (var source : sources) {
      if (!source.feed()) {
        reasons.put(source.name(), withoutEndpoint(table, source));
      }
    }
    return reasons;
  }

  /** The same, where only now it turns out. */
  private static Map<String, String> ofNobody(List<LocalSource> sources) {
    return sources.stream()
        .filter(source -> !source.feed())
        .collect(
            toMap(
                LocalSource::name,
                source ->
                    "all its users have more than %,d endpoints; such ids stand for nobody"
                        .formatted(Crowds.MOST)));
  }

  private Built build(EndpointTable table, long repeated, Path folder)
      throws SQLException, IOException {
    var index = folder.resolve("users");
    var details = folder.resolve("details");
    var rejects = folder.resolve("rejects.csv.gz");
    table.writeRejects(rejects);
    try (var writer = new SnapshotWriter(index, details, table.kept(), table.users())) {
      handOut(table, writer);
      long rejected = table.rejects();
      table.close(); // what follows needs memory, but no engine
      writer.finish(threads);
      return new Built(
          index,
          details,
          rejects,
          writer.users(),
          writer.endpoints(),
          writer.made(),
          repeated,
          rejected);
    }
  }

  private void handOut(EndpointTable table, SnapshotWriter writer)
      throws SQLException, IOException {
    try (var all = new ReadAhead<>(table.handOut(), threads)) {
      while (all.hasNext()) {
        for (var row : all.next()) {
          writer.add(row.text(), row.lengths(), row.channel(), row.state());
        }
      }
    }
  }
}
