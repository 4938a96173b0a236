package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The CSV of a segment file. It is a data format of our own, since camel-csv makes each of tens of
 * millions of rows a map of texts first.
 */
public final class SegmentCsv extends ServiceSupport implements DataFormat {

  private static final int USUAL_LENGTH = 40;
  private static final byte[] NOTHING = {};

  @Override
  public void marshal(Exchange exchange, Object body, OutputStream out) throws IOException {
    var share = (Share) body;
    var rows = new Csv(share.endpoints() * share.columns().size() * USUAL_LENGTH);
    if (share.header()) {
      writeHeader(share.columns(), rows);
    }
    if (share.columns().equals(Share.IDS)) {
      writeIds(share, rows);
    } else {
      writeColumns(share, rows);
    }
    out.write(rows.bytes(), 0, rows.length());
  }

  private static void writeHeader(List<String> columns, Csv rows) {
    for (int column = 0; column < columns.size(); column++) {
      add(columns.get(column).getBytes(StandardCharsets.UTF_8), column, columns.size(), rows);
    }
  }

  private static void writeIds(Share share, Csv rows) {
    var found = share.found();
    for (int endpoint : share.chosen()) {
      if (found.isPlain(endpoint)) {
        rows.addPlain(found.ids(), found.idStart(endpoint), found.idEnd(endpoint), '\n');
      } else {
        rows.add(found.ids(), found.idStart(endpoint), found.idEnd(endpoint), '\n');
      }
    }
  }

  private static void writeColumns(Share share, Csv rows) {
    var columns = share.columns();
    var places = columns.stream().mapToInt(share.values()::place).toArray();
    var found = share.found();
    var channels =
        found.channelTypes().stream()
            .map(type -> type.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    int user = 0;
    for (int endpoint : share.chosen()) {
      while (endpoint >= found.end(user)) {
        user++;
      }
      for (int column = 0; column < places.length; column++) {
        char end = end(column, places.length);
        switch (columns.get(column)) {
          case Share.ID ->
              rows.add(found.ids(), found.idStart(endpoint), found.idEnd(endpoint), end);
          case Share.CHANNEL -> add(channels[found.channel(endpoint)], column, places.length, rows);
          case Share.USER -> {
            var batch = found.batch();
            rows.add(batch.text(), batch.start(user), batch.end(user), end);
          }
          default -> {
            var value = share.values().of(endpoint, places[column]);
            add(value == null ? NOTHING : value, column, places.length, rows);
          }
        }
      }
    }
  }

  /** No value is nothing between commas; only alone in its row it is a pair of quotes. */
  private static void add(byte[] value, int column, int columns, Csv rows) {
    if (value.length == 0 && columns > 1) {
      rows.addPlain(value, 0, 0, end(column, columns));
    } else {
      rows.add(value, 0, value.length, end(column, columns));
    }
  }

  private static char end(int column, int columns) {
    return column == columns - 1 ? '\n' : ',';
  }

  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) {
    throw new UnsupportedOperationException("segment files are written only");
  }
}
