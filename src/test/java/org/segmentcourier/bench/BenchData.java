package org.segmentcourier.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongUnaryOperator;

/** Writes what the benchmark works on, once. */
final class BenchData {

  private static final int BUFFER = 1 << 20;

  /** Of a thousand users of a segment so many are known to nobody. */
  private static final int UNKNOWN = 30;

  private final Path folder;
  private final Ids ids;
  private final Audience audience;

  BenchData(Path folder, Ids ids, Audience audience) {
    this.folder = folder;
    this.ids = ids;
    this.audience = audience;
  }

  /** All endpoints, as a file for Pinpoint's import has them, in no order. */
  Path endpoints() throws IOException {
    return once(
        "endpoints-%s-%d.csv".formatted(ids, audience.endpoints()),
        out -> {
          out.write("Id,ChannelType,Address,User.UserId,OptOut,EndpointStatus,EffectiveDate\n");
          var order = shuffled(audience.users());
          for (long i = 0; i < audience.users(); i++) {
            long user = order.applyAsLong(i);
            var userId = ids.user(user);
            for (long e = audience.first(user); e < audience.first(user + 1); e++) {
              out.write(ids.endpoint(e));
              out.write(',');
              out.write(Audience.channel(e));
              out.write(',');
              out.write(Audience.address(e));
              out.write(',');
              out.write(userId);
              out.write(Audience.optedOut(e) ? ",ALL," : ",NONE,");
              out.write(Audience.inactive(e) ? "INACTIVE" : "ACTIVE");
              out.write(",2026-10-01T00:00:00.000Z\n");
            }
          }
        });
  }

  /**
   * Output of a batch segment job.
   *
   * @param lines how many segments
   * @param users of each
   */
  Path segments(int lines, long users) throws IOException {
    return once(
        "segments-%s-%dx%d.out".formatted(ids, lines, users),
        out -> {
          var order = shuffled(audience.users());
          for (int line = 0; line < lines; line++) {
            out.write(
                "{\"input\": {\"itemAttributes\": \"ITEMS.genres = \\\"G%d\\\"\"}, "
                    .formatted(line));
            out.write("\"output\": {\"usersList\": [");
            for (long rank = 0; rank < users; rank++) {
              out.write(rank == 0 ? "\"" : ", \"");
              boolean unknown = Long.remainderUnsigned(Audience.mixed(rank + line), 1000) < UNKNOWN;
              long place = Long.remainderUnsigned(rank + line * 1_234_567L, audience.users());
              out.write(ids.user(order.applyAsLong(place) + (unknown ? audience.users() : 0)));
              out.write('"');
            }
            out.write("]}, \"error\": null}\n");
          }
        });
  }

  private interface Content {
    void write(BufferedWriter out) throws IOException;
  }

  private Path once(String name, Content content) throws IOException {
    var path = folder.resolve(name);
    if (!Files.exists(path)) {
      Files.createDirectories(folder);
      var part = folder.resolve(name + ".part");
      try (var out =
          new BufferedWriter(Files.newBufferedWriter(part, StandardCharsets.UTF_8), BUFFER)) {
        content.write(out);
      }
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
    }
    return path;
  }

  /** Each number below a limit once, in an order that looks like none. */
  private static LongUnaryOperator shuffled(long limit) {
    long step = Math.max(1, limit * 618_033 / 1_000_000) | 1;
    while (gcd(step, limit) != 1) {
      step += 2;
    }
    long stride = step;
    return number -> number * stride % limit;
  }

  private static long gcd(long one, long other) {
    return other == 0 ? one : gcd(other, one % other);
  }
}
