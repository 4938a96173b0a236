package org.segmentcourier.endpoint.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.fake.ManualClock;

class DirectoryAgeTest {

  private static final String BUCKET = "data";

  private final FakeS3 s3 = new FakeS3();
  private final ManualClock clock = new ManualClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void bind() {
    new DirectoryAge(new Snapshots(s3, new Records(s3, BUCKET), BUCKET), Runnable::run, clock)
        .bindTo(meters);
  }

  @Test
  void aDirectoryIsAsOldAsItsNewestSnapshot() {
    put(1, clock.instant().minusSeconds(500));
    put(2, clock.instant().minusSeconds(100));

    assertThat(age()).isEqualTo(100);
  }

  @Test
  void itGrowsOldWithoutAskingS3EachTime() {
    put(1, clock.instant().minusSeconds(100));
    age();
    int asked = s3.listed();

    clock.advance(Duration.ofMinutes(5));

    assertThat(age()).isEqualTo(400);
    assertThat(s3.listed()).isEqualTo(asked);
  }

  @Test
  void aNewSnapshotIsSeenAfterAWhile() {
    put(1, clock.instant());
    age();
    clock.advance(Duration.ofHours(1));
    put(2, clock.instant());

    assertThat(age()).isZero();
  }

  @Test
  void whileS3DoesNotAnswerItGrowsOld() {
    put(1, clock.instant());
    age();
    s3.failLists(true);
    clock.advance(Duration.ofHours(1));

    assertThat(age()).isEqualTo(3600);
  }

  @Test
  void whereThereIsNoneItHasNoAge() {
    assertThat(age()).isNaN();
  }

  private double age() {
    return meters.get("segment.courier.directory.age").gauge().value();
  }

  private void put(int number, Instant when) {
    s3.upload(BUCKET, "directory/snapshots/%012d.json".formatted(number), "{}", when);
  }
}
