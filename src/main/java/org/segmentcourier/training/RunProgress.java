package org.segmentcourier.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;

/**
 * How far each run has come: {@code runs/<dataset group>/<run>.json} in the data bucket holds the
 * number of its newest tick that was worked on. The queue tells equal messages apart for five
 * minutes only, and a container may come back late: of a run's copies, one goes on.
 */
final class RunProgress {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Who meets others more often sees something that is no longer so. */
  private static final int LOOKS = 5;

  private final Records records;

  RunProgress(Records records) {
    this.records = records;
  }

  /**
   * Takes note of a tick.
   *
   * @return false if a later one was worked on already: this one is a copy, and the run goes on
   *     without it. The same tick once more is none: who worked on it may not have come to an end
   * @throws IllegalStateException if what is noted is none of ours
   * @throws NotYet if S3 shows it as it was a moment ago
   */
  public boolean advance(Tick tick) {
    String key = key(tick);
    byte[] number = "{\"number\":%d}".formatted(tick.number()).getBytes(StandardCharsets.UTF_8);
    for (int look = 1; look <= LOOKS; look++) {
      var noted = records.get(key);
      if (noted.isEmpty()) {
        if (records.create(key, number)) {
          return true;
        }
      } else {
        int newest = number(key, noted.get().content());
        if (newest >= tick.number()) {
          return newest == tick.number();
        }
        if (records.replace(key, number, noted.get().etag())) {
          return true;
        }
      }
    }
    throw new NotYet("S3 does not show yet what stands in " + key);
  }

  static String key(Tick tick) {
    String chain = tick.chain().isEmpty() ? "" : "-" + tick.chain();
    return "runs/%s/%s%s.json".formatted(tick.datasetGroup(), tick.run(), chain);
  }

  private static int number(String key, byte[] content) {
    try {
      var number = JSON.readTree(content).path("number");
      if (number.isInt()) {
        return number.asInt();
      }
    } catch (IOException e) {
      throw notOurs(key, e);
    }
    throw notOurs(key, null);
  }

  private static IllegalStateException notOurs(String key, Exception cause) {
    return new IllegalStateException(
        key + " is no record of a training run, such as {\"number\":7}; delete it", cause);
  }
}
