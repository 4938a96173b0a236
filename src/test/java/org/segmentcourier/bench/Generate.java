package org.segmentcourier.bench;

import java.nio.file.Path;

final class Generate {
  public static void main(String[] a) throws Exception {
    var audience = Audience.withEndpoints(Long.parseLong(a[1]));
    for (var ids : Ids.values()) {
      var d = new BenchData(Path.of(a[0]), ids, audience);
      System.out.println(d.endpoints());
      System.out.println(d.segments(1, Long.parseLong(a[2])));
    }
  }
}
