package org.segmentcourier.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hidden limit, found over HTTP; {@link HiddenLimitLongTest} takes its time for it. */
class HiddenLimitTest {

  @TempDir Path folder;

  @Test
  void aLimitFarBelowTheSettingIsFoundAndAnotherOneAfterIt() throws Exception {
    try (var pinpoint = new LimitedPinpoint(folder, 2000)) {
      pinpoint.limit(100);
      pinpoint.lookUp();
      pinpoint.observe(4);

      var first = pinpoint.observe(6);
      pinpoint.limit(30);
      pinpoint.observe(4);
      var second = pinpoint.observe(5);

      assertThat(first.taken()).isBetween(85.0, 115.0);
      assertThat(first.refusedShare()).isLessThanOrEqualTo(0.05);
      assertThat(second.taken()).isBetween(24.0, 36.0);
      assertThat(second.refusedShare()).isLessThanOrEqualTo(0.1);
    }
  }
}
