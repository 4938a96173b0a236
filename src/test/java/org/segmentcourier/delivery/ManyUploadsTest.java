package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.segmentcourier.delivery.KnownUsers.email;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Files of one delivery are put, and fetched, several at a time. */
class ManyUploadsTest extends DeliveryTest {

  /** What a put by the aws2-s3 component fails with, and nobody waits for it to pass. */
  private static final S3Exception REFUSED =
      (S3Exception) S3Exception.builder().statusCode(400).message("planted").build();

  @Test
  void filesAreStagedAndPublishedSeveralAtATime() {
    var job = job(4);
    var staged = new CyclicBarrier(4);
    var published = new CyclicBarrier(4);
    application.faulty.watch(
        request -> {
          if (isStaged(request)) {
            meet(staged);
          } else if (isPublished(request)) {
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
    application.faulty.watch(
        request -> {
          if (isStaged(request)) {
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
    application.faulty.watch(
        request -> {
          if (isStaged(request)) {
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

  @Test
  void stagedFilesOfTheSameContentAreFetchedAtATimeAndEachIsWhole() {
    application.users.others(user -> List.of(email("e-" + user)));
    var job = application.jobs.add("twins");
    application.output("twins", "a.json.out", Lines.item("1", 20_000) + Lines.item("2", 20_000));
    application.faulty.watch(
        request -> {
          if (isPublished(request)) {
            throw REFUSED;
          }
        });
    assertThatThrownBy(() -> application.deliver(job)).hasRootCause(REFUSED);
    var both = new CyclicBarrier(2);
    application.faulty.watch(
        request -> {
          if (isFetched(request)) {
            meet(both);
          }
        });

    application.deliver(job);

    assertThat(application.published("item_1_20261124-101500.csv")).hasSize(20_001);
    assertThat(application.published("item_2_20261124-101500.csv"))
        .isEqualTo(application.published("item_1_20261124-101500.csv"));
  }

  private static String job(int files) {
    var job = application.jobs.add("many");
    var lines = IntStream.range(0, files).mapToObj(i -> Lines.item("i" + i, "u" + i));
    application.output("many", "a.json.out", lines.collect(Collectors.joining()));
    return job;
  }

  private static boolean isStaged(S3Request request) {
    return request instanceof PutObjectRequest put && put.key().startsWith("staged/");
  }

  private static boolean isPublished(S3Request request) {
    return request instanceof PutObjectRequest put && put.bucket().equals(S3OnDisk.IMPORT);
  }

  private static boolean isFetched(S3Request request) {
    return request instanceof GetObjectRequest get && get.key().startsWith("staged/");
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
