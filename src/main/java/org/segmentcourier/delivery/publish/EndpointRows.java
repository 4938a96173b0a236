package org.segmentcourier.delivery.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.segmentcourier.branch.InBatches;

/** The endpoints of a segment file, in its order. */
final class EndpointRows implements InBatches.Batches {

  /** Few enough for one message to another system. */
  private static final int BATCH = 1_000;

  private final CSVParser csv;
  private final Iterator<CSVRecord> rows;

  EndpointRows(Path file) throws IOException {
    csv =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(file, StandardCharsets.UTF_8));
    rows = csv.iterator();
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public List<Map<String, String>> next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException();
    }
    var batch = new ArrayList<Map<String, String>>(BATCH);
    while (batch.size() < BATCH && rows.hasNext()) {
      batch.add(rows.next().toMap());
    }
    return batch;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
