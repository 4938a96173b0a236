package org.segmentcourier.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long the image's application takes to start, with its cache of classes and without, in turn,
 * on one sandbox; and what memory it has after a minute in which nothing happens.
 */
final class StartTimes {

  private static final int ROUNDS = 11;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final long MEGABYTE = 1 << 20;
  private static final double NANOS = 1e9;

  private final Project project = new Project(Path.of(""));
  private final Path folder = project.folder().resolve("target/start-times");
  private final Image image;
  private final SandboxProcess sandbox;

  private StartTimes(Image image) throws IOException {
    this.image = image;
    Folders.empty(folder);
    sandbox = SandboxProcess.start(project, folder, 0);
  }

  /**
   * @param args the root of the image's files
   */
  public static void main(String[] args) throws IOException {
    var times = new StartTimes(Image.of(Path.of(args[0])));
    try (var sandbox = times.sandbox) {
      times.measure();
    }
  }

  private void measure() throws IOException {
    start(true);
    start(false);
    var with = new ArrayList<Double>();
    var without = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      with.add(start(true));
      without.add(start(false));
    }
    say("with the cache     %s", text(with));
    say("without            %s", text(without));
    say("ratio              %.2f", median(with) / median(without));
    say("idle, with         %d MB", idle(true) / MEGABYTE);
    say("idle, without      %d MB", idle(false) / MEGABYTE);
  }

  /** Until it is ready, in seconds. */
  private double start(boolean cached) throws IOException {
    long begin = System.nanoTime();
    try (var application = application(cached)) {
      application.awaitStarted();
      while (!application.isWell("ready")) {
        Thread.onSpinWait();
      }
      return (System.nanoTime() - begin) / NANOS;
    }
  }

  private long idle(boolean cached) throws IOException {
    try (var application = application(cached)) {
      application.awaitStarted();
      EndToEnd.letPass(IDLE);
      return application.vitals().resident();
    }
  }

  private ApplicationProcess application(boolean cached) throws IOException {
    return ApplicationProcess.start(
        sandbox,
        folder,
        project.folder(),
        Map.of("WORK_FOLDER", Image.WORK_FOLDER),
        image.limits(folder.resolve("disk")),
        image.command(project, cached, List.of("-Xmx512m")),
        error -> say("error: %s", error));
  }

  private static String text(List<Double> seconds) {
    return "%.2f s (%.2f to %.2f)"
        .formatted(median(seconds), Collections.min(seconds), Collections.max(seconds));
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }

  private static void say(String format, Object... arguments) {
    System.out.println(format.formatted(arguments));
  }
}
