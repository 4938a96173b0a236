package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Endpoints from files, in an engine's table, and rows that are none, in another. */
final class EndpointTable implements AutoCloseable {

  private final Engine engine;
  private final Columns columns;
  private final ExecutorService threads;

  /**
   * Opens an empty table.
   *
   * @param folder for what does not fit into memory
   * @param memory in bytes, beside the heap
   * @param attributes columns beyond the usual ones that are kept, such as {@code Location.Country}
   * @param threads one of which looks at a file in another way, while the engine loads it
   */
  EndpointTable(Path folder, long memory, List<String> attributes, ExecutorService threads)
      throws SQLException {
    this.threads = threads;
    columns = Columns.with(attributes);
    engine = new Engine(folder, memory);
    engine.execute(
        """
        CREATE TABLE endpoints (user_id VARCHAR, id VARCHAR, channel UTINYINT, state UTINYINT, effective BIGINT,
          %s, reason VARCHAR)"""
            .formatted(columns.eachKept("%s VARCHAR")));
    engine.execute(
        "CREATE TABLE rejects (file VARCHAR, row_number BIGINT, reason VARCHAR, content VARCHAR)");
  }

  /** Adds the endpoints of a file; see {@link EndpointLoad#add}. */
  long add(LocalSource source) throws Unreadable, SQLException, IOException {
    return new EndpointLoad(engine, columns, threads).add(source);
  }

  /** Leaves one row of each endpoint; see {@link Repetitions#drop}. */
  long dropRepeated() throws SQLException {
    return new Repetitions(engine).drop();
  }

  /** Rejects those of ids that stand for nobody; see {@link Crowds#reject}. */
  void rejectCrowds() throws SQLException {
    new Crowds(engine).reject();
  }

  /** Whether none is left. */
  boolean isEmpty() throws SQLException {
    return engine.count("SELECT count(*) FROM endpoints") == 0;
  }

  /** Hands out all endpoints. */
  HandOut handOut() throws SQLException {
    return new HandOut(engine, columns);
  }

  /** Columns that are kept beside the index. */
  List<String> kept() {
    return columns.kept();
  }

  /** About how many users have an endpoint. */
  long users() throws SQLException {
    return engine.count("SELECT approx_count_distinct(user_id) FROM endpoints");
  }

  long rejects() throws SQLException {
    return engine.count("SELECT count(*) FROM rejects");
  }

  /** What is wrong with the first row of a file that is no endpoint, if there is one. */
  Optional<String> firstReject(String file) throws SQLException {
    return engine.text(
        "SELECT 'row ' || row_number || ': ' || reason FROM rejects WHERE file = %s ORDER BY row_number LIMIT 1"
            .formatted(Sql.text(file)));
  }

  /** Writes rows that are no endpoints, with their reasons: CSV, gzipped. */
  void writeRejects(Path path) throws SQLException {
    engine.execute(
        "COPY (SELECT * FROM rejects ORDER BY ALL) TO %s (FORMAT csv, COMPRESSION gzip)"
            .formatted(Sql.text(path.toString())));
  }

  @Override
  public void close() throws SQLException {
    engine.close();
  }
}
