package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.segment.UserBatch;

class SegmentCsvTest {

  private static final String[] PARTS = {
    "a", "7", ",", "\"", "\"\"", " ", "#", "=cmd()", "é", "日本", "😀", "-", "'", "\\", "@", "\u00a0"
  };

  @Test
  void usualIdsStandAsTheyAre() throws Exception {
    assertThat(csv(true, List.of("e1", "2d1a0f6c-8a5f-4f0e-9c57-0b6f6f1d2e3a", "007")))
        .isEqualTo("Id\ne1\n2d1a0f6c-8a5f-4f0e-9c57-0b6f6f1d2e3a\n007\n");
  }

  @Test
  void onlyAFileThatBeginsHasAHeader() throws Exception {
    assertThat(csv(false, List.of("e1"))).isEqualTo("e1\n");
  }

  /** Read by a reader that is not ours. */
  @Test
  void whateverAnIdIsItComesBackUnaltered() throws Exception {
    var random = new Random(3);
    for (int round = 0; round < 500; round++) {
      var ids = IntStream.range(0, 1 + random.nextInt(20)).mapToObj(i -> randomId(random)).toList();

      var read = new ArrayList<String>();
      try (var records = CSVFormat.RFC4180.parse(new StringReader(csv(true, ids)))) {
        records.forEach(record -> read.add(record.get(0)));
      }

      assertThat(read.subList(1, read.size())).as("round %d", round).isEqualTo(ids);
    }
  }

  private static String randomId(Random random) {
    var id = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      id.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return id.toString();
  }

  private static String csv(boolean header, List<String> ids) throws Exception {
    var endpoints = ids.stream().map(id -> new Endpoint(id, "EMAIL", false, true)).toList();
    var found =
        EndpointBatch.of(
            UserBatch.of(0, List.of("u"), 0, true), List.of(new UserEndpoints("u", endpoints)));
    var chosen = IntStream.range(0, ids.size()).toArray();
    var out = new ByteArrayOutputStream();
    new SegmentCsv().marshal(null, new Share("all", Share.IDS, header, found, chosen, null), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
