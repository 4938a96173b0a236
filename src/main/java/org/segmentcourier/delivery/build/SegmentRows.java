package org.segmentcourier.delivery.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.endpoint.EndpointSource;

/** Makes rows of segment files, as camel-csv takes them. */
public final class SegmentRows {

  /**
   * Whether there may be so many rows that a text and a map for each would take most of the time:
   * ids from a directory go {@link SegmentCsv another way}.
   */
  public boolean areMany(EndpointSource source, Share share) {
    return !source.asksOneByOne() && share.columns().equals(Share.IDS);
  }

  /** The rows, from column to value; first the header, if they begin a file. */
  public List<Map<String, String>> rows(EndpointSource source, Share share) {
    var rows = new ArrayList<Map<String, String>>();
    if (share.header()) {
      var header = new LinkedHashMap<String, String>();
      share.columns().forEach(column -> header.put(column, column));
      rows.add(header);
    }
    if (share.columns().equals(Share.IDS)) {
      for (int endpoint : share.chosen()) {
        rows.add(Map.of("Id", share.found().id(endpoint)));
      }
    } else {
      addNewEndpoints(source, share, rows);
    }
    return rows;
  }

  private static void addNewEndpoints(
      EndpointSource source, Share share, List<Map<String, String>> rows) {
    var found = share.found();
    var addresses = source.addresses(found);
    int user = 0;
    for (int endpoint : share.chosen()) {
      while (endpoint >= found.end(user)) {
        user++;
      }
      var row = new LinkedHashMap<String, String>();
      row.put("Id", found.id(endpoint));
      row.put("ChannelType", found.channelTypes().get(found.channel(endpoint)));
      row.put("Address", addresses[endpoint] == null ? "" : addresses[endpoint]);
      row.put("User.UserId", found.batch().user(user));
      rows.add(row);
    }
  }
}
