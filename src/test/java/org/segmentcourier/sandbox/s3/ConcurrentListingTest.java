package org.segmentcourier.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3 is strongly consistent: a list shows what has been put, and nothing that has not. */
@ExtendWith(Conformance.class)
class ConcurrentListingTest {

  private static final String BUCKET = "unwatched";
  private static final int WRITERS = 8;
  private static final int PUTS = 12;

  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final Queue<String> lies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writing = new AtomicInteger(WRITERS);
  private S3Client s3;

  @BeforeEach
  void connect(Sandbox sandbox) {
    s3 = sandbox.client(S3Client.builder());
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aListHasEveryObjectThatIsThereAndNoneThatIsNot() throws Exception {
    var work =
        IntStream.range(0, WRITERS)
            .mapToObj(writer -> (Callable<Void>) () -> write(writer))
            .collect(Collectors.toCollection(ArrayList::new));
    work.add(this::list);
    work.add(this::list);

    for (Future<Void> done : threads.invokeAll(work)) {
      done.get();
    }

    assertThat(lies).isEmpty();
    assertThat(listed()).extracting(S3Object::key).containsExactlyInAnyOrderElementsOf(ended);
  }

  /** A key of its own, one that is written again and again, one that looks like a half-written. */
  private Void write(int writer) {
    try {
      for (int i = 0; i < PUTS; i++) {
        put("listing/new-%d-%d".formatted(writer, i), i % 2 == 0);
        put("listing/again-" + writer, false);
        put("listing/again-%d-5f0c8a52-6a1b-4c0e-9d3f-%012d".formatted(writer, i), true);
      }
    } finally {
      writing.decrementAndGet();
    }
    return null;
  }

  private void put(String key, boolean conditionally) {
    begun.add(key);
    s3.putObject(
        p -> p.bucket(BUCKET).key(key).ifNoneMatch(conditionally ? "*" : null),
        RequestBody.fromString(key));
    ended.add(key);
  }

  private Void list() {
    while (writing.get() > 0) {
      var before = new TreeSet<>(ended);
      var listed = listed();
      var keys = listed.stream().map(S3Object::key).toList();
      before.removeAll(keys);
      tell("put, but not listed", before);
      tell("listed, but never put", keys.stream().filter(key -> !begun.contains(key)).toList());
      tell(
          "listed without what it is",
          listed.stream()
              .filter(object -> object.eTag() == null || object.size() != object.key().length())
              .map(S3Object::key)
              .toList());
    }
    return null;
  }

  private void tell(String lie, Collection<String> keys) {
    keys.forEach(key -> lies.add(lie + ": " + key));
  }

  private List<S3Object> listed() {
    return s3.listObjectsV2Paginator(l -> l.bucket(BUCKET).prefix("listing/")).contents().stream()
        .toList();
  }
}
