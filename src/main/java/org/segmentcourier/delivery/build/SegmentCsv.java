package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The CSV of a segment file (RFC 4180, UTF-8, a line feed after each row): one column, the
 * endpoint's id. It is a data format of our own, since camel-csv makes each of tens of millions of
 * rows a map of texts first.
 */
public final class SegmentCsv extends ServiceSupport implements DataFormat {

  /** The one column, as Pinpoint calls it. */
  private static final byte[] HEADER = "Id\n".getBytes(StandardCharsets.US_ASCII);

  /** What a row may have beyond twice its id: two quotes, a line feed. */
  private static final int AROUND = 3;

  private static final int USUAL_LENGTH = 40;

  @Override
  public void marshal(Exchange exchange, Object body, OutputStream out) throws IOException {
    var share = (Share) body;
    if (share.header()) {
      out.write(HEADER);
    }
    var found = share.found();
    var rows = new byte[share.endpoints() * USUAL_LENGTH];
    int filled = 0;
    for (int endpoint : share.chosen()) {
      int from = found.idStart(endpoint);
      int to = found.idEnd(endpoint);
      int needed = filled + (to - from) * 2 + AROUND;
      if (needed > rows.length) {
        rows = Arrays.copyOf(rows, Math.max(needed, rows.length * 2));
      }
      filled = value(found.ids(), from, to, rows, filled);
      rows[filled++] = '\n';
    }
    out.write(rows, 0, filled);
  }

  /** Writes a value; gives where it ends. */
  private static int value(byte[] text, int from, int to, byte[] rows, int start) {
    int at = start;
    if (!needsQuotes(text, from, to)) {
      System.arraycopy(text, from, rows, at, to - from);
      return at + to - from;
    }
    rows[at++] = '"';
    for (int i = from; i < to; i++) {
      if (text[i] == '"') {
        rows[at++] = '"';
      }
      rows[at++] = text[i];
    }
    rows[at++] = '"';
    return at;
  }

  /** Also around spaces at an end, which readers like to leave out. */
  private static boolean needsQuotes(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ',' || text[i] == '"') {
        return true;
      }
    }
    return to == from || text[from] == ' ' || text[to - 1] == ' ';
  }

  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) {
    throw new UnsupportedOperationException("segment files are written only");
  }
}
