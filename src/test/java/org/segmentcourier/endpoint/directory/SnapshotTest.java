package org.segmentcourier.endpoint.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.delivery.KnownUsers;
import org.segmentcourier.endpoint.EndpointSource;

class SnapshotTest {

  @TempDir Path folder;

  @Test
  void aSnapshotIsOvertakenByLaterOnesOnly() throws Exception {
    var second = snapshot(2);

    assertThat(second.isOvertakenBy(snapshot(3))).isTrue();
    assertThat(second.isOvertakenBy(snapshot(2))).isFalse();
    assertThat(second.isOvertakenBy(snapshot(1))).isFalse();
  }

  /** Settings may say by now that somebody else is asked, who may know less. */
  @Test
  void aSnapshotIsOvertakenByNobodyElse() throws Exception {
    assertThat(snapshot(1).isOvertakenBy(new KnownUsers())).isFalse();
  }

  private EndpointSource snapshot(int number) throws IOException {
    var index = folder.resolve("index-" + number);
    var details = folder.resolve("details-" + number);
    try (var writer = new SnapshotWriter(index, details, List.of("Address"), 0)) {
      writer.finish(ForkJoinPool.commonPool());
    }
    return LocalSnapshot.open(number, index, details, 0);
  }
}
