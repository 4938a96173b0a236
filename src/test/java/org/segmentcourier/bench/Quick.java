package org.segmentcourier.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.segmentcourier.delivery.LocalBuild;
import org.segmentcourier.endpoint.directory.IndexedEndpoints;
import org.segmentcourier.segment.UserHash;

final class Quick {
  static long h(Ids ids, long u) {
    var b = ids.user(u).getBytes(StandardCharsets.UTF_8);
    return UserHash.of(b, 0, b.length);
  }

  public static void main(String[] a) throws Exception {
    var folder = Path.of(a[0]);
    var ids = Ids.valueOf(a[1]);
    long n = Long.parseLong(a[2]);
    int rounds = Integer.parseInt(a[4]);
    var audience = Audience.withEndpoints(n);
    var index = folder.resolve("index-" + ids + "-" + n);
    if (!Files.exists(index)) {
      long t = System.nanoTime();
      int users = (int) audience.users();
      long[] keys = new long[users];
      for (int i = 0; i < users; i++) {
        var u = ids.user(i).getBytes(StandardCharsets.UTF_8);
        keys[i] = ((UserHash.of(u, 0, u.length) >>> 24) << 24 | i) ^ Long.MIN_VALUE;
      }
      Arrays.sort(keys);
      for (int i = 0; i < users; i++) keys[i] &= (1 << 24) - 1;
      for (int i = 1; i < users; i++) {
        long x = h(ids, keys[i - 1]), y = h(ids, keys[i]);
        if (Long.compareUnsigned(x, y) > 0) {
          long k = keys[i];
          keys[i] = keys[i - 1];
          keys[i - 1] = k;
        }
      }
      var channels = List.of("EMAIL", "SMS", "GCM", "APNS", "VOICE", "IN_APP");
      IndexedEndpoints.write(
          index,
          channels,
          keys,
          u -> ids.user(u).getBytes(StandardCharsets.UTF_8),
          (u, id, hash, add) -> {
            var list = new ArrayList<Long>();
            for (long e = audience.first(u); e < audience.first(u + 1); e++) list.add(e);
            list.sort(Comparator.comparing(ids::endpoint));
            for (long e : list)
              add.add(
                  hash,
                  id,
                  ids.endpoint(e).getBytes(StandardCharsets.UTF_8),
                  channels.indexOf(Audience.channel(e)),
                  (Audience.optedOut(e) ? 1 : 0) | (Audience.inactive(e) ? 2 : 0));
          });
      System.out.printf(
          "index %.1f s, %d MB%n", (System.nanoTime() - t) / 1e9, Files.size(index) >> 20);
    }
    var out = folder.resolve("segments-" + ids + "-1x" + a[3] + ".out");
    try (var build =
        new LocalBuild(
            Path.of("/tmp/bench/work"),
            new IndexedEndpoints(index),
            List.of(
                "all=ALL",
                "email=EMAIL",
                "sms=SMS",
                "push=GCM,APNS",
                "voice=VOICE",
                "in-app=IN_APP"))) {
      for (int r = 0; r < rounds; r++) {
        long t = System.nanoTime();
        var c = build.build(out);
        System.out.printf(
            "build %.2f s %s%n",
            (System.nanoTime() - t) / 1e9,
            c.files().stream().map(f -> f.branch() + "=" + f.endpoints()).toList());
        try (var s = Files.list(Path.of("/tmp/bench/work"))) {
          for (var p : s.toList()) Files.deleteIfExists(p);
        }
      }
    }
    for (var l : Files.readAllLines(Path.of("/proc/self/status")))
      if (l.startsWith("VmHWM") || l.startsWith("RssFile")) System.out.println(l);
  }
}
