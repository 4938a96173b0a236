package org.segmentcourier.delivery.build;

import java.util.List;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.EndpointSource;

/**
 * What is known of the endpoints of a batch beyond id, channel and user: asked for once, by the
 * first branch that writes any of it.
 */
final class BatchValues {

  private final EndpointSource source;
  private final EndpointBatch found;
  private final List<String> columns;
  private byte[][][] values;

  /**
   * @param columns that any branch writes
   */
  BatchValues(EndpointSource source, EndpointBatch found, List<String> columns) {
    this.source = source;
    this.found = found;
    this.columns = columns;
  }

  /** The place of a column, for {@link #of}. */
  int place(String column) {
    return columns.indexOf(column);
  }

  /**
   * A value, in UTF-8; null if there is none.
   *
   * @param place of its column
   */
  byte[] of(int endpoint, int place) {
    if (values == null) {
      values = source.values(found, columns);
    }
    return values[endpoint][place];
  }
}
