package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.segmentcourier.endpoint.ChannelTypes;

/** What a table hands out, for people: user, id, channel, state, and each value that is kept. */
final class TableRows {

  private TableRows() {}

  static List<String> of(EndpointTable table) throws Exception {
    var rows = new ArrayList<String>();
    try (var all = table.handOut()) {
      while (all.hasNext()) {
        all.next().forEach(row -> rows.add(line(row)));
      }
    }
    return rows;
  }

  private static String line(HandOut.Row row) {
    var parts = parts(row.text(), row.lengths());
    var line = new StringBuilder();
    line.append(parts.get(0)).append(' ').append(parts.get(1)).append(' ');
    line.append(ChannelTypes.KNOWN.get(row.channel())).append(' ').append(row.state());
    line.append(' ').append(parts.get(2));
    parts.stream().skip(3).filter(Objects::nonNull).forEach(value -> line.append(' ' + value));
    return line.toString();
  }

  private static List<String> parts(byte[] text, int[] lengths) {
    var parts = new ArrayList<String>();
    int at = 0;
    for (int length : lengths) {
      parts.add(length < 0 ? null : new String(text, at, length, StandardCharsets.UTF_8));
      at += Math.max(length, 0);
    }
    assertThat(at).isEqualTo(text.length);
    return parts;
  }
}
