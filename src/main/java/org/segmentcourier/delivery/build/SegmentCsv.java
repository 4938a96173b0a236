package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The CSV of a segment file: one column, the endpoint's id. It is a data format of our own, since
 * camel-csv makes each of tens of millions of rows a map of texts first.
 */
public final class SegmentCsv extends ServiceSupport implements DataFormat {

  /** The one column, as Pinpoint calls it. */
  private static final byte[] HEADER = "Id\n".getBytes(StandardCharsets.US_ASCII);

  private static final int USUAL_LENGTH = 40;

  @Override
  public void marshal(Exchange exchange, Object body, OutputStream out) throws IOException {
    var share = (Share) body;
    if (share.header()) {
      out.write(HEADER);
    }
    var found = share.found();
    var rows = new Csv(share.endpoints() * USUAL_LENGTH);
    for (int endpoint : share.chosen()) {
      if (found.isPlain(endpoint)) {
        rows.addPlain(found.ids(), found.idStart(endpoint), found.idEnd(endpoint), '\n');
      } else {
        rows.add(found.ids(), found.idStart(endpoint), found.idEnd(endpoint), '\n');
      }
    }
    out.write(rows.bytes(), 0, rows.length());
  }

  @Override
  public Object unmarshal(Exchange exchange, InputStream stream) {
    throw new UnsupportedOperationException("segment files are written only");
  }
}
