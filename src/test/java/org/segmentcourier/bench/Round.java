package org.segmentcourier.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Work in a process of its own, whose memory is its own: it works once for each folder that it is
 * told, as a container delivers one job after the other, and says what that took.
 */
final class Round {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Round() {}

  /**
   * @param arguments the work, and what it needs
   */
  public static void main(String[] arguments) throws Exception {
    var work = work(arguments);
    try (var folders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var folder = folders.readLine(); folder != null; folder = folders.readLine()) {
        double before = cpu();
        double seconds = work.in(Path.of(folder));
        System.out.println(
            ANSWER + JSON.writeValueAsString(new Measured(seconds, cpu() - before, rss())));
      }
    }
    System.exit(0);
  }

  /** What an answer begins with, among whatever else is logged. */
  static final String ANSWER = "measured: ";

  private interface Work {
    /** Does it, and gives the seconds. */
    double in(Path folder) throws Exception;
  }

  private static Work work(String[] arguments) throws IOException {
    if (arguments[0].equals("directory")) {
      return folder -> Directories.ours(Path.of(arguments[1]), folder);
    }
    if (arguments[0].equals("database")) {
      return file -> Directories.database(Path.of(arguments[1]), file, Ids.valueOf(arguments[2]));
    }
    var delivery = Contender.valueOf(arguments[0]).delivery();
    var inputs = JSON.readValue(arguments[1], Inputs.class);
    return folder -> delivery.run(inputs, folder);
  }

  /** Of this process until now, in seconds. */
  private static double cpu() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /** The most that this process ever had, in MB; 0 where there is no /proc. */
  private static long rss() {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
