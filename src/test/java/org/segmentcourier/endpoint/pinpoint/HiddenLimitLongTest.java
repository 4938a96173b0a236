package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.fault.LongRun;

/** The figures that are promised for look-ups under a limit that nobody tells. */
@LongRun
@Tag("R6")
class HiddenLimitLongTest {

  @TempDir Path folder;

  @Test
  void threeHundredASecondAreFoundThenFiftyThenThreeHundred() throws Exception {
    try (var pinpoint = new RemotePinpoint(folder, 2000)) {
      pinpoint.limit(300);
      pinpoint.lookUp();
      System.out.println("300/s, first half minute: " + pinpoint.observe(30));

      var sustained = pinpoint.observe(60);
      System.out.println("300/s, the minute after it: " + sustained);
      pinpoint.limit(50);
      var fallen = pinpoint.observe(45);
      System.out.printf("300/s -> 50/s: %d s, %s%n", fallen.secondsUntil(45), fallen);
      pinpoint.limit(300);
      var risen = pinpoint.observe(45);
      System.out.printf("50/s -> 300/s: %d s, %s%n", risen.secondsUntil(270), risen);
      var again = pinpoint.observe(60);
      System.out.println("300/s, the minute after it: " + again);

      assertThat(sustained.taken()).isGreaterThanOrEqualTo(270);
      assertThat(sustained.refusedShare()).isLessThanOrEqualTo(0.01);
      assertThat(fallen.secondsUntil(45)).isLessThanOrEqualTo(30);
      assertThat(risen.secondsUntil(270)).isLessThanOrEqualTo(30);
      assertThat(again.taken()).isGreaterThanOrEqualTo(270);
      assertThat(again.refusedShare()).isLessThanOrEqualTo(0.01);
    }
  }

  /** Nine of ten calls are throttled at first. */
  @Test
  void aTenthOfTheRateForMinutesIsAskedForAtMostTwice() throws Exception {
    try (var pinpoint = new RemotePinpoint(folder, 300)) {
      pinpoint.limit(30);
      pinpoint.lookUp();

      var storm = pinpoint.observe(120);

      System.out.println("30/s of 300/s for two minutes: " + storm);
      assertThat(storm.calls()).hasSizeLessThanOrEqualTo(2 * 30 * 120);
      assertThat(storm.taken()).isGreaterThanOrEqualTo(27);
    }
  }
}
