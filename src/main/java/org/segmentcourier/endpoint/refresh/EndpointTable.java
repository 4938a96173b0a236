package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBWritableVector;
import org.segmentcourier.endpoint.ChannelTypes;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.segment.UserHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endpoints from files, each once: DuckDB reads, compares and sorts them, on the disk where they
 * don't fit into the memory that it is given.
 *
 * <p>Of rows with the same id the one with the newest effective date counts, then of rows with the
 * same user, channel and address; at equal dates the one that is opted out, then the greater id.
 */
final class EndpointTable implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointTable.class);

  static final String ID = "Id";
  static final String CHANNEL = "ChannelType";
  private static final String ADDRESS = "Address";
  static final String USER = "User.UserId";
  private static final String OPT_OUT = "OptOut";
  private static final String STATUS = "EndpointStatus";
  private static final String EFFECTIVE = "EffectiveDate";
  private static final List<String> COLUMNS =
      List.of(ID, CHANNEL, USER, OPT_OUT, STATUS, EFFECTIVE, ADDRESS);

  /** From the address on, columns are kept beside the index. */
  private static final int FIRST_VALUE = COLUMNS.size() - 1;

  /** {@link EndpointBatch#state}. */
  private static final String STATE =
      """
      if(opt_out = 'ALL', %d, 0) + if(status = 'INACTIVE', %d, 0)
        + if(id IS NULL, %d, 0) + if(regexp_matches(id, '[\\t\\r\\n]'), %d, 0)"""
          .formatted(
              EndpointBatch.OPTED_OUT,
              EndpointBatch.INACTIVE,
              EndpointBatch.MADE,
              EndpointBatch.UNFIT);

  private static final String NO_OBJECT = "the line is no JSON object";

  /** Why a row is no endpoint. */
  private static final String REASON =
      """
      CASE
        WHEN broken THEN '%4$s'
        WHEN user_id IS NULL THEN 'User.UserId is missing'
        WHEN channel_type IS NULL THEN 'ChannelType is missing'
        WHEN NOT list_contains(%1$s, channel_type) THEN 'ChannelType must be one of %2$s'
        WHEN id IS NULL AND address IS NULL THEN 'both Id and Address are missing; one is needed'
        WHEN opt_out NOT IN ('ALL', 'NONE') THEN 'OptOut must be ALL or NONE'
        WHEN status NOT IN ('ACTIVE', 'INACTIVE') THEN 'EndpointStatus must be ACTIVE or INACTIVE'
        WHEN effective IS NOT NULL AND effective_date IS NULL
          THEN 'EffectiveDate must be a date and time, such as 2026-11-24T10:15:00Z'
        WHEN strlen(user_id) > %3$d OR strlen(id) > %3$d THEN 'the ids must have %3$d bytes at most'
      END""";

  /** Far more than Personalize and Pinpoint allow, and no more than a directory can hold. */
  private static final int LONGEST_ID = 4_096;

  /** Characters of a row that are shown to whoever has to mend it. */
  private static final int EXCERPT = 2_000;

  private final List<String> columns;
  private final DuckDBConnection engine;

  /** One that has failed is of no use any more. */
  private Statement statement;

  /**
   * Opens an empty table.
   *
   * @param folder for what does not fit into memory
   * @param memory in bytes, beside the heap
   * @param attributes columns beyond the usual ones that are kept, such as {@code Location.Country}
   */
  EndpointTable(Path folder, long memory, List<String> attributes) throws SQLException {
    columns = Stream.concat(COLUMNS.stream(), attributes.stream()).toList();
    engine = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
    statement = engine.createStatement();
    statement.execute("SET memory_limit = '%dB'".formatted(memory));
    statement.execute("SET temp_directory = " + Sql.text(folder.toString()));
    statement.execute("SET TimeZone = 'UTC'");
    statement.execute("SET preserve_insertion_order = false");
    DuckDBFunctions.scalarFunction()
        .withName("user_place")
        .withParameter(String.class)
        .withReturnType(Long.class)
        .withVectorizedFunction(EndpointTable::places)
        .register(engine);
    statement.execute(
        """
        CREATE TABLE endpoints (user_id VARCHAR, id VARCHAR, channel UTINYINT, state UTINYINT, effective BIGINT,
          kept VARCHAR[], reason VARCHAR)""");
    statement.execute(
        "CREATE TABLE rejects (file VARCHAR, row_number BIGINT, reason VARCHAR, content VARCHAR)");
  }

  /** {@link UserHash}, turned so that its order is that of signed numbers. */
  private static void places(DuckDBDataChunkReader users, DuckDBWritableVector places) {
    var ids = users.vector(0);
    for (long row = 0; row < users.rowCount(); row++) {
      var id = ids.getString(row).getBytes(StandardCharsets.UTF_8);
      places.setLong(row, UserHash.of(id, 0, id.length) ^ Long.MIN_VALUE);
    }
  }

  /**
   * Adds the endpoints of a file; rows that are none are kept apart, with their reasons.
   *
   * @return how many endpoints it has
   * @throws Unreadable if nothing of it can be told from anything else
   * @throws SQLException if the engine fails for another reason
   */
  long add(LocalSource source) throws Unreadable, SQLException, IOException {
    var reader = SourceReader.of(source, columns, engine);
    if (source.complete() && !reader.columns().keySet().containsAll(List.of(ID, USER))) {
      return 0; // the engine would not even look at its rows
    }
    var rows = rows(reader, source);
    long loaded;
    try {
      loaded = load(source, rows);
      refuseIfHopeless(source, loaded);
    } catch (Unreadable e) {
      dropWrong();
      dropBroken();
      throw e;
    }
    long wrong = dropWrong();
    if (source.complete()) {
      dropBroken(); // whoever imports it tells of its rows
      return loaded - wrong;
    }
    rejectBrokenRows(source);
    if (wrong > 0) {
      rejectWrongRows(source, rows);
    }
    return loaded - wrong;
  }

  private long dropWrong() throws SQLException {
    return statement.executeLargeUpdate("DELETE FROM endpoints WHERE reason IS NOT NULL");
  }

  private long load(LocalSource source, String rows) throws Unreadable, SQLException {
    try {
      return statement.executeLargeUpdate(
          """
          INSERT INTO endpoints SELECT user_id,
              coalesce(id, md5(concat(user_id, chr(0), channel_type, chr(0), address))::UUID::VARCHAR),
              list_position(%s, channel_type) - 1, %s, coalesce(epoch_ms(effective_date), %d), %s, reason
            FROM (%s)"""
              .formatted(
                  Sql.list(ChannelTypes.KNOWN),
                  STATE,
                  source.modified().toEpochMilli(),
                  values(),
                  rows));
    } catch (SQLException e) {
      statement = engine.createStatement();
      if (EngineFailure.isTheMachines(e) || canBeRead(rows)) {
        throw e;
      }
      throw new Unreadable(
          "it is damaged, or not what its name says (%s)".formatted(source.format()), e);
    }
  }

  /** Whether the file alone can be read to its end, if nothing is made of it. */
  private boolean canBeRead(String rows) throws SQLException {
    try (var alone = engine.createStatement()) {
      alone.execute("SELECT max(hash(row)) FROM (%s) row".formatted(rows));
      return true;
    } catch (SQLException e) {
      LOG.debug("file unreadable", e);
      return EngineFailure.isTheMachines(e);
    }
  }

  /**
   * What is no endpoint is a matter of its row; but not if that is so of all rows, or if one takes
   * others with it of which nobody would hear.
   */
  private void refuseIfHopeless(LocalSource source, long loaded) throws Unreadable, SQLException {
    switch (source.format()) {
      case CSV -> refuseOpenQuote();
      case JSON_LINES -> refuseWithoutObjects(loaded);
      case PARQUET -> {}
    }
  }

  private void refuseOpenQuote() throws Unreadable, SQLException {
    long line =
        count(
            "SELECT coalesce(min(line), 0) FROM broken WHERE error_type = 'UNQUOTED VALUE' AND"
                + " contains(rtrim(csv_line, chr(10)), chr(10))");
    if (line > 0) {
      throw new Unreadable(
          ("the quotes of line %d are not closed, or closed within a value, so that lines after it"
                  + " can't be told apart; quotes within a value are written twice")
              .formatted(line));
    }
  }

  private void refuseWithoutObjects(long loaded) throws Unreadable, SQLException {
    long others = count("SELECT count(*) FROM endpoints WHERE reason = " + Sql.text(NO_OBJECT));
    long lines = loaded + count("SELECT count(DISTINCT line) FROM broken");
    if (others == loaded && lines > 0) {
      throw new Unreadable(
          "none of its lines is a JSON object; each endpoint must be one, on a line of its own");
    }
  }

  /** Rows as our columns, with the reason why one is no endpoint. */
  private String rows(SourceReader reader, LocalSource source) {
    var selected =
        columns.stream()
            .map(column -> expression(reader, column) + " AS " + Sql.name(column))
            .collect(joining(", "));
    return """
        SELECT *, %s AS reason FROM (
          SELECT "User.UserId" AS user_id, "Id" AS id, "ChannelType" AS channel_type, "Address" AS address,
            "OptOut" AS opt_out, "EndpointStatus" AS status, "EffectiveDate" AS effective,
            try_cast("EffectiveDate" AS TIMESTAMPTZ) AS effective_date, * FROM (
              SELECT %s, %s AS content, %s AS broken FROM %s))
          WHERE %s"""
        .formatted(
            REASON.formatted(
                Sql.list(ChannelTypes.KNOWN), ChannelTypes.KNOWN, LONGEST_ID, NO_OBJECT),
            selected,
            reader.content(),
            reader.broken(),
            reader.relation(),
            source.complete() ? "id IS NOT NULL AND user_id IS NOT NULL" : "true");
  }

  private static String expression(SourceReader reader, String column) {
    return reader.columns().getOrDefault(column, "NULL::VARCHAR");
  }

  private String values() {
    return columns.stream()
        .skip(FIRST_VALUE)
        .map(Sql::name)
        .collect(joining(", ", "[", "]::VARCHAR[]"));
  }

  /** Rows that the engine can't take apart; in Parquet there are none. */
  private void rejectBrokenRows(LocalSource source) throws SQLException {
    if (source.format() == SourceFormat.PARQUET) {
      return;
    }
    statement.execute(
        """
        INSERT INTO rejects SELECT %s, line, min(error_message), left(csv_line, %d) FROM broken GROUP BY line, csv_line"""
            .formatted(Sql.text(source.name()), EXCERPT));
    dropBroken();
  }

  private void dropBroken() throws SQLException {
    statement.execute("DROP TABLE IF EXISTS broken");
    statement.execute("DROP TABLE IF EXISTS broken_scans");
  }

  /** Reads the file once more, in order: only now the number of a row is of interest. */
  private void rejectWrongRows(LocalSource source, String rows) throws SQLException {
    statement.execute("SET preserve_insertion_order = true");
    statement.execute(
        """
        INSERT INTO rejects SELECT %s, n, reason, left(content, %d)
          FROM (SELECT *, row_number() OVER () AS n FROM (%s)) WHERE reason IS NOT NULL"""
            .formatted(Sql.text(source.name()), EXCERPT, rows));
    statement.execute("SET preserve_insertion_order = false");
    dropBroken();
  }

  /**
   * Leaves one row of each endpoint.
   *
   * @return how many were left out
   */
  long dropRepeated() throws SQLException {
    return dropRepeated("id", "user_id DESC, channel DESC, kept[1] DESC NULLS LAST", "true")
        + dropRepeated("user_id, channel, kept[1]", "id DESC", "kept[1] IS NOT NULL");
  }

  /** Only rows that may be repeated are compared: hashes find them with little memory. */
  private long dropRepeated(String key, String order, String condition) throws SQLException {
    statement.execute(
        """
        CREATE OR REPLACE TEMP TABLE suspects AS
          SELECT hash(%s) AS key FROM endpoints WHERE %s GROUP BY key HAVING count(*) > 1"""
            .formatted(key, condition));
    long before = endpoints();
    if (count("SELECT count(*) FROM suspects") > 0) {
      statement.execute(
          """
          DELETE FROM endpoints WHERE rowid IN (
            SELECT row FROM (
              SELECT rowid AS row,
                row_number() OVER (PARTITION BY %1$s ORDER BY effective DESC, state & 1 DESC, %2$s, state DESC) AS n
              FROM endpoints WHERE %3$s AND hash(%1$s) IN (SELECT key FROM suspects))
            WHERE n > 1)"""
              .formatted(key, order, condition));
    }
    return before - endpoints();
  }

  /** Columns that are kept beside the index. */
  List<String> kept() {
    return columns.subList(FIRST_VALUE, columns.size());
  }

  /** About how many users have an endpoint. */
  long users() throws SQLException {
    return count("SELECT approx_count_distinct(user_id) FROM endpoints");
  }

  private long endpoints() throws SQLException {
    return count("SELECT count(*) FROM endpoints");
  }

  long rejects() throws SQLException {
    return count("SELECT count(*) FROM rejects");
  }

  /** Writes rows that are no endpoints, with their reasons: CSV, gzipped. */
  void writeRejects(Path path) throws SQLException {
    statement.execute(
        "COPY (SELECT * FROM rejects ORDER BY ALL) TO %s (FORMAT csv, COMPRESSION gzip)"
            .formatted(Sql.text(path.toString())));
  }

  /** What takes the endpoints, in the order of a snapshot. */
  interface Taker {
    /**
     * Takes an endpoint.
     *
     * @param hash of the user
     * @param values the address and what else was asked for; null where there is none
     */
    void take(long hash, byte[] userId, byte[] id, int channel, int state, byte[][] values)
        throws IOException;
  }

  /** Hands out all endpoints, by their users' hash, then by user id, then by id. */
  void write(Taker taker) throws SQLException, IOException {
    var query =
        """
        SELECT user_place(user_id) AS place, user_id, id, channel, state, %s FROM endpoints
          ORDER BY place, user_id, id"""
            .formatted(
                IntStream.rangeClosed(1, columns.size() - FIRST_VALUE)
                    .mapToObj("kept[%d]"::formatted)
                    .collect(joining(", ")));
    statement.execute("SET preserve_insertion_order = true"); // else sorted rows come in any order
    try (var prepared = (DuckDBPreparedStatement) engine.prepareStatement(query);
        var found = prepared.query()) {
      while (found.nextChunk()) {
        write(found.chunk(), taker);
      }
    }
  }

  private void write(DuckDBDataChunkReader chunk, Taker taker) throws IOException {
    var places = chunk.vector(0);
    var users = chunk.vector(1);
    var ids = chunk.vector(2);
    var channels = chunk.vector(3);
    var states = chunk.vector(4);
    var values = new byte[columns.size() - FIRST_VALUE][];
    for (long row = 0; row < chunk.rowCount(); row++) {
      for (int i = 0; i < values.length; i++) {
        values[i] = bytes(chunk.vector(5 + i).getString(row));
      }
      taker.take(
          places.getLong(row) ^ Long.MIN_VALUE,
          bytes(users.getString(row)),
          bytes(ids.getString(row)),
          channels.getUint8(row),
          states.getUint8(row),
          values);
    }
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private long count(String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    try (engine) {
      statement.close();
    }
  }
}
