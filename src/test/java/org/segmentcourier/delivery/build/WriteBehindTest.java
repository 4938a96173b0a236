package org.segmentcourier.delivery.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriteBehindTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatIsHandedOverIsWrittenInOrder() throws Exception {
    var file = new ByteArrayOutputStream();
    var expected = new StringBuilder();
    var behind = new WriteBehind(file, threads);

    for (int i = 0; i < 10_000; i++) {
      behind.write(bytes(i + "\n"));
      expected.append(i).append('\n');
    }
    behind.close();

    assertThat(file).hasToString(expected.toString());
  }

  @Test
  void nothingIsWrittenByWhoHandsItOver() throws Exception {
    var waiting = new ArrayDeque<Runnable>();
    var file = new ByteArrayOutputStream();
    var behind = new WriteBehind(file, waiting::add);

    behind.write(bytes("a"));

    assertThat(file.size()).isZero();
    waiting.remove().run();
    behind.close();
    assertThat(file).hasToString("a");
  }

  /** The disk may be full: whoever goes on hears of it, and never waits for what is not to come. */
  @Test
  void whoGoesOnHearsThatItCantBeWritten() {
    var behind = new WriteBehind(new Full(), threads);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                behind.write(bytes("a"));
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("No space left on device");
  }

  @Test
  void whoIsDoneHearsThatItCouldNotBeWritten() throws Exception {
    var file = new Full();
    var behind = new WriteBehind(file, threads);
    behind.write(bytes("a"));

    assertThatThrownBy(behind::close).hasMessage("No space left on device");

    assertThat(file.closed).isTrue();
  }

  @Test
  void whatNobodyWantsIsClosed() throws Exception {
    var file = new Full();
    var behind = new WriteBehind(file, threads);
    behind.write(bytes("a"));

    behind.abandon();

    assertThat(file.closed).isTrue();
  }

  private static final class Full extends OutputStream {
    private volatile boolean closed;

    @Override
    public void write(int one) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
