package org.segmentcourier.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void itGivesTheSameBatchesInTheSameOrder() throws Exception {
    var users = new ArrayList<String>();
    for (var batches = ahead(Fixture.line(95), 10); batches.hasNext(); ) {
      users.addAll(batches.next().users());
    }

    assertThat(users).hasSize(95).startsWith("u1").endsWith("u95");
  }

  @Test
  void aBrokenLineBreaksWhereItDoesAndHasNoNext() throws Exception {
    var whole = Fixture.line(List.of("a", "b", "c", "d"));
    var batches = ahead(whole.substring(0, whole.indexOf("\"d\"")), 2);

    assertThat(batches.next().users()).containsExactly("a", "b");
    assertThatThrownBy(batches::next).isInstanceOf(BadSegment.class);
    assertThat(batches.hasNext()).isFalse();
  }

  /** The parser must not be closed, and its buffers given to another, while it is still read. */
  @Test
  void closingWaitsForTheBatchThatIsBeingRead() throws Exception {
    var held = new CountDownLatch(1);
    var busy = threads.submit(() -> held.await(10, TimeUnit.SECONDS)); // nothing is read for now
    var batches = ahead(Fixture.line(95), 10);
    var closed = new AtomicBoolean();
    var closing =
        new Thread(
            () -> {
              batches.close();
              closed.set(true);
            });

    closing.start();
    await().until(() -> closing.getState() == Thread.State.WAITING || closed.get());

    assertThat(closed).isFalse();
    held.countDown();
    closing.join(5_000);
    assertThat(closed).isTrue();
    assertThat(busy.get()).isTrue();
    assertThat(batches.hasNext()).isFalse();
  }

  @Test
  void closingLetsTheThreadGoThatIsAheadAsFarAsItMay() throws Exception {
    var batches = ahead(Fixture.line(95), 10);
    batches.next();

    batches.close();

    assertThat(threads.submit(() -> true).get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(batches.hasNext()).isFalse();
  }

  private ReadAhead<UserBatch> ahead(String line, int size) throws IOException {
    var segment = Fixture.onlySegment(Fixture.written(folder, line));
    return new ReadAhead<>(new Batches(segment, size), threads);
  }
}
