package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.FakeS3;

/**
 * A tick may end before files are quiet, if that of a later upload goes on. Chance puts files, also
 * large ones, which S3 dates by when they began to go up; it replaces and deletes some, repeats
 * news and ticks, and has them come in any order. Once all ticks are gone, whatever is there must
 * have been taken into a snapshot.
 */
class RefreshTicksTest {

  private static final int ROUNDS = 400;

  @Test
  void noUploadIsEverWithoutATickThatTakesItIntoASnapshot() throws Exception {
    int spared = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      var world = new World(seed);
      world.live();
      assertThat(world.made).as("seed %d", seed).containsAll(world.present());
      spared += world.spared;
    }
    assertThat(spared).as("ticks that ended early").isGreaterThan(ROUNDS);
  }

  /** S3, the queues, and of what the newest snapshot was made. */
  private static final class World {

    private static final int STEPS = 60;
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final String FEEDS = "pinpoint/";

    /** Of an upload that takes a while. */
    private record Part(String key, Instant begun) {}

    private final Random chance;
    private final FakeS3 s3 = new FakeS3();
    private final EndpointFiles files =
        new EndpointFiles(
            s3, new SourceNotes(s3, new Records(s3, "data"), "data"), "data", "import");
    private final Refreshes refreshes = new Refreshes("data", QUIET, List.of());
    private final List<UploadEvent> news = new ArrayList<>();
    private final List<Refresh> ticks = new ArrayList<>();
    private final List<Part> large = new ArrayList<>();
    private Instant now = Instant.now();
    private Set<String> made = Set.of();
    private int spared;

    World(long seed) {
      chance = new Random(seed);
    }

    void live() throws Exception {
      appear(new Part("endpoints/first.csv", now));
      for (int step = 0; step < STEPS; step++) {
        switch (chance.nextInt(14)) {
          case 0, 1 -> appear(new Part(key(), now));
          case 2 -> large.add(new Part(key(), now));
          case 3 -> appearLarge();
          case 4, 5 -> remove();
          case 6 -> pass(Duration.ofMillis(chance.nextInt(3_000)));
          case 7, 8, 9 -> hear();
          default -> look();
        }
      }
      end();
      while (!large.isEmpty()) {
        appearLarge();
        end();
      }
    }

    /** Until nothing is under way. */
    private void end() throws Exception {
      while (!news.isEmpty() || !ticks.isEmpty()) {
        hear();
        look();
        pass(Duration.ofMillis(chance.nextInt(500)));
      }
    }

    /** All that counts, by what its puts are known by. */
    Set<String> present() throws Exception {
      return files.list().files().stream().map(SourceFile::put).collect(toSet());
    }

    private String key() {
      int number = chance.nextInt(4);
      return switch (chance.nextInt(6)) {
        case 0 -> "endpoints/full/%d/%d.csv".formatted(9 + chance.nextInt(2), number);
        case 1, 2 -> FEEDS + number + ".csv";
        default -> "endpoints/%d.csv".formatted(number);
      };
    }

    private static String bucket(String key) {
      return key.startsWith(FEEDS) ? "import" : "data";
    }

    private void appear(Part file) {
      var bucket = bucket(file.key());
      var etag = s3.upload(bucket, file.key(), "content " + chance.nextInt(3), file.begun());
      news.add(new UploadEvent(bucket, file.key(), etag, 1, "" + chance.nextLong()));
    }

    private void appearLarge() {
      if (!large.isEmpty()) {
        appear(large.remove(chance.nextInt(large.size())));
      }
    }

    /** Of a version of the whole nothing is: there are other rules for that. */
    private void remove() {
      var key = key();
      if (!key.startsWith(Version.FOLDERS)) {
        s3.remove(bucket(key), key);
      }
    }

    private void pass(Duration time) {
      s3.pass(time);
      now = now.plus(time);
    }

    private void hear() throws Exception {
      if (news.isEmpty()) {
        return;
      }
      int at = chance.nextInt(news.size());
      var upload = chance.nextInt(9) == 0 ? news.get(at) : news.remove(at);
      if (upload.bucket().equals("import") ? files.feed(upload) : isForUs(upload)) {
        ticks.add(refreshes.first(upload));
      }
    }

    private boolean isForUs(UploadEvent upload) throws Exception {
      files.begin(upload);
      return refreshes.matters(upload.key());
    }

    /** As the route does; who makes a snapshot takes no time for it. */
    private void look() throws Exception {
      if (ticks.isEmpty()) {
        return;
      }
      int at = chance.nextInt(ticks.size());
      var tick = chance.nextInt(9) == 0 ? ticks.get(at) : ticks.remove(at);
      var sources = files.list();
      if (refreshes.isOvertaken(tick, sources)) {
        spared++;
      } else if (refreshes.isEarly(sources)) {
        ticks.add(refreshes.next(tick));
      } else if (!sources.files().stream().allMatch(SourceFile::feed)) {
        made = sources.files().stream().map(SourceFile::put).collect(toSet());
      }
    }
  }
}
