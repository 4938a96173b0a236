package org.segmentcourier.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * Users with none to three endpoints each, one in ten opted out, that Pinpoint knows; and segments
 * of them. The same number gives the same users and segments.
 *
 * @param endpoints the file from which Pinpoint has them
 * @param output batch segment output: a line for each segment
 */
record Audience(Path endpoints, String output, int segments) {

  private static final Duration IMPORT = Duration.ofMinutes(5);
  private static final int MOST_ENDPOINTS = 3;
  private static final int OPTED_OUT = 10;

  /**
   * Makes it, and makes it known to Pinpoint by an import of its own, past the application.
   *
   * @param folder for the endpoint file
   * @param users in each segment, in an order of its own; but the last one is as the first, so that
   *     two files have the same content
   */
  static Audience of(EndToEnd system, Path folder, int segments, int users) throws IOException {
    var file = folder.resolve("endpoints-" + users + ".csv");
    Files.createDirectories(folder);
    Files.writeString(file, endpoints(users));
    system.otherJobs().endpoints(file, IMPORT);
    var output =
        IntStream.rangeClosed(1, segments)
            .mapToObj(segment -> line(segment, segment == segments ? 1 : segment, users))
            .collect(Collectors.joining());
    return new Audience(file, output, segments);
  }

  private static String endpoints(int users) {
    var rows = new StringBuilder("Id,ChannelType,Address,OptOut,User.UserId\n");
    for (int user = 0; user < users; user++) {
      for (int nth = 0; nth < user % (MOST_ENDPOINTS + 1); nth++) {
        rows.append(
            "e%d-%d,EMAIL,u%d.%d@example.com,%s,u%d\n"
                .formatted(user, nth, user, nth, user % OPTED_OUT == 0 ? "ALL" : "NONE", user));
      }
    }
    return rows.toString();
  }

  private static String line(int segment, int order, int users) {
    var ids = new ArrayList<>(IntStream.range(0, users).mapToObj(user -> "u" + user).toList());
    Collections.shuffle(ids, new Random(order));
    // One is listed twice, which counts once.
    ids.add(ids.get(0));
    return ids.stream()
        .map(id -> '"' + id + '"')
        .collect(
            Collectors.joining(
                ",",
                "{\"input\":{\"itemId\":\"" + segment + "\"},\"output\":{\"usersList\":[",
                "]},\"error\":null}\n"));
  }

  /** The lines of the output, each a segment. */
  List<String> lines() {
    return output.lines().toList();
  }
}
