package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.joining;

import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.zip.ZipException;
import org.segmentcourier.endpoint.ChannelTypes;
import org.segmentcourier.endpoint.EndpointBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads files into the tables of endpoints and of rows that are none. */
final class EndpointLoad {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointLoad.class);

  /**
   * {@link EndpointBatch#state}. Where an id is made, address and user stand in files, too: none of
   * what stands there may have a tab or a line break.
   */
  private static final String STATE =
      """
      if(opt_out = 'ALL', %d, 0) + if(status = 'INACTIVE', %d, 0) + if(id IS NULL, %d, 0)
        + if(regexp_matches(coalesce(id, concat(address, user_id)), '[\\t\\n\\r]'), %d, 0)
        + if(opt_out IS NULL, %d, 0) + if(status IS NULL, %d, 0)"""
          .formatted(
              EndpointBatch.OPTED_OUT,
              EndpointBatch.INACTIVE,
              EndpointBatch.MADE,
              EndpointBatch.UNFIT,
              Repetitions.OPT_OUT_UNSAID,
              Repetitions.STATUS_UNSAID);

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

  private final Engine engine;
  private final Columns columns;
  private final ExecutorService threads;

  /**
   * @param threads one of which looks at a file in another way, while the engine loads it
   */
  EndpointLoad(Engine engine, Columns columns, ExecutorService threads) {
    this.engine = engine;
    this.columns = columns;
    this.threads = threads;
  }

  /**
   * Adds the endpoints of a file; rows that are none are kept apart, with their reasons.
   *
   * @return how many endpoints it has
   * @throws Unreadable if nothing of it can be told from anything else
   * @throws SQLException if the engine fails for another reason
   */
  long add(LocalSource source) throws Unreadable, SQLException, IOException {
    try {
      var reader = SourceReader.of(source, columns.names(), engine.connection());
      return source.feed()
              && !reader.columns().keySet().containsAll(List.of(Columns.ID, Columns.USER))
          ? 0 // the engine would not even look at its rows
          : add(source, rows(reader, source));
    } catch (ZipException | EOFException e) {
      throw new Unreadable(
          "it is not gzipped, or damaged, or breaks off; it must be put whole, as gzip made it", e);
    }
  }

  private long add(LocalSource source, String rows) throws Unreadable, SQLException, IOException {
    long loaded = loadChecked(source, rows);
    long wrong = dropWrong();
    if (source.feed()) {
      dropBroken(); // whoever imports it tells of its rows
      return loaded - wrong;
    }
    rejectBrokenRows(source);
    if (wrong > 0) {
      rejectWrongRows(source, rows);
    }
    return loaded - wrong;
  }

  /** Loads all of its rows, or none. */
  private long loadChecked(LocalSource source, String rows)
      throws Unreadable, SQLException, IOException {
    try (var check = RowCheck.begin(source, threads)) {
      long loaded = load(source, check, rows);
      check.refuseOpenQuotes();
      if (source.format().isText() && !source.feed()) {
        check.refuseLost(loaded + brokenLines());
      }
      if (source.format() == SourceFormat.JSON_LINES) {
        refuseOthers(loaded);
      }
      return loaded;
    } catch (Unreadable | IOException e) {
      dropWrong();
      dropBroken();
      throw e;
    }
  }

  private long dropWrong() throws SQLException {
    return engine.update("DELETE FROM endpoints WHERE reason IS NOT NULL");
  }

  private long load(LocalSource source, RowCheck check, String rows)
      throws Unreadable, SQLException, IOException {
    try {
      return engine.update(
          """
          INSERT INTO endpoints SELECT user_id,
              coalesce(id, md5(concat(user_id, chr(0), channel_type, chr(0), address))::UUID::VARCHAR),
              list_position(%s, channel_type) - 1, %s, least(coalesce(epoch_ms(effective_date), %d), %d), %s, reason
            FROM (%s)"""
              .formatted(
                  Sql.list(ChannelTypes.KNOWN),
                  STATE,
                  source.dated().toEpochMilli(),
                  source.modified().toEpochMilli(),
                  columns.eachKeptName(),
                  rows));
    } catch (SQLException e) {
      if (EngineFailure.isTheMachines(e)) {
        throw e;
      }
      check.refuseOpenQuotes();
      if (canBeRead(rows)) {
        throw e;
      }
      var ends = check.lineEnds();
      throw new Unreadable(
          "it is damaged, or not what its name says (%s)%s"
              .formatted(source.format(), ends.isEmpty() ? "" : ": " + ends),
          e);
    }
  }

  /** Whether the file alone can be read to its end, if nothing is made of it. */
  private boolean canBeRead(String rows) {
    try {
      engine.execute("SELECT max(hash(row)) FROM (%s) row".formatted(rows));
      return true;
    } catch (SQLException e) {
      LOG.debug("file unreadable", e);
      return EngineFailure.isTheMachines(e);
    }
  }

  private long brokenLines() throws SQLException {
    return engine.count("SELECT count(DISTINCT line) FROM broken");
  }

  /** Lines have no header that could be looked at before. */
  private void refuseOthers(long loaded) throws Unreadable, SQLException {
    long lines = loaded + brokenLines();
    if (lines > 0 && loaded == wrong("reason = " + Sql.text(NO_OBJECT))) {
      throw new Unreadable(
          "none of its lines is a JSON object; each endpoint must be one, on a line of its own");
    }
    if (lines > 0 && loaded == wrong("user_id IS NULL AND channel IS NULL")) {
      throw new Unreadable(
          SourceReader.NO_COLUMNS + "an endpoint is written as in Pinpoint's import or export");
    }
  }

  private long wrong(String condition) throws SQLException {
    return engine.count("SELECT count(*) FROM endpoints WHERE reason IS NOT NULL AND " + condition);
  }

  /** Rows as our columns, with the reason why one is no endpoint. */
  private String rows(SourceReader reader, LocalSource source) {
    var selected =
        columns.names().stream()
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
            source.feed() ? "id IS NOT NULL AND user_id IS NOT NULL" : "true");
  }

  private static String expression(SourceReader reader, String column) {
    return reader.columns().getOrDefault(column, "NULL::VARCHAR");
  }

  /** Rows that the engine can't take apart; in Parquet there are none. Its lines are rows. */
  private void rejectBrokenRows(LocalSource source) throws SQLException {
    if (!source.format().isText()) {
      return;
    }
    engine.execute(
        """
        INSERT INTO rejects SELECT %s, line - %d, min(error_message), left(csv_line, %d) FROM broken GROUP BY line, csv_line"""
            .formatted(Sql.text(source.name()), source.format().headers(), EXCERPT));
    dropBroken();
  }

  private void dropBroken() throws SQLException {
    engine.execute("DROP TABLE IF EXISTS broken");
    engine.execute("DROP TABLE IF EXISTS broken_scans");
  }

  /**
   * Reads the file once more, in order: only now the number of a row is of interest. It is that
   * among all rows, but the engine shows only those that it can take apart.
   */
  private void rejectWrongRows(LocalSource source, String rows) throws SQLException {
    engine.execute("SET preserve_insertion_order = true");
    engine.execute(
        """
        INSERT INTO rejects SELECT %1$s, n + coalesce(broken_rows, 0), reason, left(content, %2$d)
          FROM (SELECT * FROM (SELECT *, row_number() OVER () AS n FROM (%3$s)) WHERE reason IS NOT NULL)
          ASOF LEFT JOIN (
            SELECT row_number - rank AS rows_before, max(rank) AS broken_rows FROM (
              SELECT row_number, row_number() OVER (ORDER BY row_number) AS rank FROM (
                SELECT DISTINCT row_number FROM rejects WHERE file = %1$s))
            GROUP BY rows_before)
          ON n > rows_before"""
            .formatted(Sql.text(source.name()), EXCERPT, rows));
    engine.execute("SET preserve_insertion_order = false");
    dropBroken();
  }
}
