package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.segmentcourier.endpoint.directory.SnapshotWriter;

/** Hands out all endpoints, in no order. */
final class HandOut {

  /** Columns that are no part of the text. */
  private static final int FIRST_LENGTH = 3;

  private static final int NO_VALUE = -1;

  private final Engine engine;
  private final Columns columns;

  HandOut(Engine engine, Columns columns) {
    this.engine = engine;
    this.columns = columns;
  }

  /** What takes the endpoints. */
  interface Taker {
    /** Takes one; see {@link SnapshotWriter#add}. */
    void take(byte[] text, int[] lengths, int channel, int state) throws IOException;
  }

  /** Hands them to somebody. Texts are joined, for each that leaves the engine is copied thrice. */
  void to(Taker taker) throws SQLException, IOException {
    var query =
        "SELECT channel, state, concat(user_id, id, %s), strlen(user_id), strlen(id), %s FROM endpoints"
            .formatted(columns.eachKept("%s"), columns.eachKept("strlen(%s)"));
    try (var prepared = (DuckDBPreparedStatement) engine.connection().prepareStatement(query);
        var found = prepared.query()) {
      while (found.nextChunk()) {
        hand(found.chunk(), taker);
      }
    }
  }

  private static void hand(DuckDBDataChunkReader chunk, Taker taker) throws IOException {
    var channels = chunk.vector(0);
    var states = chunk.vector(1);
    var texts = chunk.vector(2);
    var lengths = new int[(int) chunk.columnCount() - FIRST_LENGTH];
    var vectors =
        IntStream.range(0, lengths.length).mapToObj(i -> chunk.vector(FIRST_LENGTH + i)).toList();
    for (long row = 0; row < chunk.rowCount(); row++) {
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = (int) vectors.get(i).getLong(row, NO_VALUE);
      }
      taker.take(
          texts.getString(row).getBytes(StandardCharsets.UTF_8),
          lengths,
          channels.getUint8(row),
          states.getUint8(row));
    }
  }
}
