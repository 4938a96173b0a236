package org.segmentcourier.delivery.build;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.endpoint.EndpointSource;

/** Makes rows of segment files, as camel-csv takes them. */
public final class SegmentRows {

  /**
   * Whether there may be so many rows that a text and a map for each would take most of the time:
   * endpoints from a directory go {@link SegmentCsv another way}.
   */
  public boolean areMany(EndpointSource source) {
    return !source.asksOneByOne();
  }

  /** The rows, from column to value; first the header, if they begin a file. */
  public List<Map<String, String>> rows(Share share) {
    var rows = new ArrayList<Map<String, String>>();
    if (share.header()) {
      var header = new LinkedHashMap<String, String>();
      share.columns().forEach(column -> header.put(column, column));
      rows.add(header);
    }
    var found = share.found();
    int user = 0;
    for (int endpoint : share.chosen()) {
      while (endpoint >= found.end(user)) {
        user++;
      }
      var row = new LinkedHashMap<String, String>();
      for (var column : share.columns()) {
        row.put(column, value(share, column, endpoint, user));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String value(Share share, String column, int endpoint, int user) {
    var found = share.found();
    return switch (column) {
      case Share.ID -> found.id(endpoint);
      case Share.CHANNEL -> found.channelTypes().get(found.channel(endpoint));
      case Share.USER -> found.batch().user(user);
      default -> {
        var value = share.values().of(endpoint, share.values().place(column));
        yield value == null ? "" : new String(value, StandardCharsets.UTF_8);
      }
    };
  }
}
