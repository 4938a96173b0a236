package org.segmentcourier.bench;

import java.nio.file.*;
import java.util.*;
import org.segmentcourier.delivery.LocalBuild;

final class Quick {

  public static void main(String[] a) throws Exception {
    var folder = Path.of(a[0]);
    var ids = Ids.valueOf(a[1]);
    long n = Long.parseLong(a[2]);
    int rounds = Integer.parseInt(a[4]);
    var audience = Audience.withEndpoints(n);
    var index = folder.resolve("index-" + ids + "-" + n);
    if (!Files.exists(index)) {
      long t = System.nanoTime();
      org.segmentcourier.endpoint.refresh.LocalBuilds.build(
          new BenchData(folder, ids, audience).endpoints(),
          index,
          Long.getLong("memory", 512_000_000));
      System.out.printf("directory %.1f s%n", (System.nanoTime() - t) / 1e9);
    }
    var out = folder.resolve("segments-" + ids + "-1x" + a[3] + ".out");
    try (var build =
        new LocalBuild(
            Path.of("/tmp/bench/work"),
            org.segmentcourier.endpoint.directory.Snapshot.local(
                index.resolve("users"), index.resolve("details")),
            List.of(
                "all=ALL",
                "email=EMAIL",
                "sms=SMS",
                "push=GCM,APNS",
                "voice=VOICE",
                "in-app=IN_APP"))) {
      for (int r = 0; r < rounds; r++) {
        long t = System.nanoTime();
        var os =
            (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        long c0 = os.getProcessCpuTime();
        var c = build.build(out);
        System.out.printf(
            "build %.2f s cpu %.2f %s%n",
            (System.nanoTime() - t) / 1e9,
            (os.getProcessCpuTime() - c0) / 1e9,
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
