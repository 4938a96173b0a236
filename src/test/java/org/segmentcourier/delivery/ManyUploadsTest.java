package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Files of one delivery are put several at a time. */
class ManyUploadsTest extends DeliveryTest {

  /** What a put by the aws2-s3 component fails with, and nobody waits for it to pass. */
  private static final S3Exception REFUSED =
      (S3Exception) S3Exception.builder().statusCode(400).message("planted").build();

  @Test
  void filesAreStagedAndPublishedSeveralAtATime() {
    var job = job(4);
    var staged = new CyclicBarrier(4);
    var published = new CyclicBarrier(4);
    application.faulty.watchPuts(
        put -> {
          if (isStaged(put)) {
            meet(staged);
          } else if (put.bucket().equals(S3OnDisk.IMPORT)) {
            meet(published);
          }
        });

    application.deliver(job);

    assertThat(application.publishedNames()).hasSize(4);
  }

  @Test
  void whatIsUnderWayWhenOneFailsIsWaitedFor() {
    var job = job(2);
    var both = new CyclicBarrier(2);
    var first = new AtomicBoolean(true);
    var kept = new AtomicBoolean();
    application.faulty.watchPuts(
        put -> {
          if (isStaged(put)) {
            meet(both);
            if (first.getAndSet(false)) {
              throw REFUSED;
            }
            await().during(Duration.ofMillis(300)).until(ManyUploadsTest::isFolderThere);
            kept.set(true);
          }
        });

    assertThatThrownBy(() -> application.deliver(job)).hasRootCause(REFUSED);

    assertThat(kept).isTrue();
    assertThat(application.publishedNames()).isEmpty();
  }

  @Test
  void onceOneFailsThoseThatWaitAreNotPut() {
    var job = job(9);
    var all = new CyclicBarrier(4);
    var puts = new AtomicInteger();
    application.faulty.watchPuts(
        put -> {
          if (isStaged(put)) {
            puts.incrementAndGet();
            meet(all);
            throw REFUSED;
          }
        });

    assertThatThrownBy(() -> application.deliver(job)).hasRootCause(REFUSED);

    assertThat(puts).hasValue(4);
    application.faulty.recover();
    application.deliver(job);
    assertThat(application.publishedNames()).hasSize(9);
  }

  private static String job(int files) {
    var job = application.jobs.add("many");
    var lines = IntStream.range(0, files).mapToObj(i -> Lines.item("i" + i, "u" + i));
    application.output("many", "a.json.out", lines.collect(Collectors.joining()));
    return job;
  }

  private static boolean isStaged(PutObjectRequest put) {
    return put.key().contains("/staged/");
  }

  private static boolean isFolderThere() {
    try {
      return !application.leftovers().isEmpty();
    } catch (UncheckedIOException e) {
      return false; // it goes just now
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until so many have come. */
  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("they are not put at the same time", e);
    }
  }
}
