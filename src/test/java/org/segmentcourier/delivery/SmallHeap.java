package org.segmentcourier.delivery;

import static org.segmentcourier.delivery.KnownUsers.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A delivery in a JVM of its own, with no more heap than it is given, for output that no heap would
 * hold. Each user has one endpoint, {@code e-<user>}. S3 is in that heap, too.
 */
public final class SmallHeap {

  private static final String JOB = "large";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final int megabytes;
  private final Path folder;

  /**
   * @param folder nothing is in it yet; what was delivered stays there
   */
  public SmallHeap(int megabytes, Path folder) {
    this.megabytes = megabytes;
    this.folder = folder;
  }

  /**
   * Delivers what a job has put out.
   *
   * @return what people were told
   * @throws IllegalStateException if it could not be delivered, for want of memory or otherwise
   */
  public String deliver(Path output) throws IOException, InterruptedException {
    var log = folder.resolve("log");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName(),
                folder.toString(),
                output.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("It was not delivered:\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(folder.resolve("told"));
  }

  /** The segment file of an item. */
  public Path published(String item) {
    return folder.resolve("s3/segment-import/pinpoint/item_%s_20261124-101500.csv".formatted(item));
  }

  /** The JVM of its own: delivers the output and writes down what people are told. */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    try (var application = new DeliveryApplication(folder)) {
      application.users.others(user -> List.of(email("e-" + user)));
      var job = application.jobs.add(JOB);
      application.s3.put(
          S3OnDisk.DATA, KnownJobs.folder(JOB) + "queries.json.out", Path.of(arguments[1]));
      application.deliver(job);
      Files.writeString(folder.resolve("told"), application.told.get(0).text());
    }
  }
}
