package org.segmentcourier.endpoint.refresh;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.directory.SnapshotWriter;

/** Hands out all endpoints, in no order and many at once; the last time there are none. */
final class HandOut implements Iterator<List<HandOut.Row>>, Closeable {

  /** An endpoint; see {@link SnapshotWriter#add}. */
  record Row(byte[] text, int[] lengths, int channel, int state) {}

  /** Columns that are no part of the text. */
  private static final int FIRST_LENGTH = 3;

  private static final int NO_VALUE = -1;

  private final DuckDBPreparedStatement statement;
  private final DuckDBChunkedResult found;
  private final long expected;
  private long given;
  private boolean ended;

  /** Begins. Texts are joined, for each that leaves the engine is copied thrice. */
  HandOut(Engine engine, Columns columns) throws SQLException {
    expected = engine.count("SELECT count(*) FROM endpoints");
    var query =
        "SELECT channel, (state %% %d)::UTINYINT, concat(user_id, id, %s), strlen(user_id), strlen(id), %s FROM endpoints"
            .formatted(
                EndpointBatch.STATES, columns.eachKept("%s"), columns.eachKept("strlen(%s)"));
    statement = (DuckDBPreparedStatement) engine.connection().prepareStatement(query);
    found = statement.query();
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  /**
   * Hands out some.
   *
   * @throws EngineFailure if the engine fails: its driver takes that for the end
   */
  @Override
  public List<Row> next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    if (found.nextChunk()) {
      given += found.chunk().rowCount();
      return rows(found.chunk());
    }
    ended = true;
    if (given != expected) {
      throw EngineFailure.halfway(given, expected);
    }
    return List.of();
  }

  private static List<Row> rows(DuckDBDataChunkReader chunk) {
    var rows = new ArrayList<Row>((int) chunk.rowCount());
    var channels = chunk.vector(0);
    var states = chunk.vector(1);
    var texts = chunk.vector(2);
    var vectors =
        IntStream.range(FIRST_LENGTH, (int) chunk.columnCount()).mapToObj(chunk::vector).toList();
    for (long row = 0; row < chunk.rowCount(); row++) {
      var lengths = new int[vectors.size()];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = (int) vectors.get(i).getLong(row, NO_VALUE);
      }
      rows.add(
          new Row(
              texts.getString(row).getBytes(StandardCharsets.UTF_8),
              lengths,
              channels.getUint8(row),
              states.getUint8(row)));
    }
    return rows;
  }

  @Override
  public void close() throws IOException {
    try (statement;
        found) {
    } catch (SQLException e) {
      throw new IOException("what was read of the table of endpoints can't be closed", e);
    }
  }
}
