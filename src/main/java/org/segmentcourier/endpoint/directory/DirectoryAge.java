package org.segmentcourier.endpoint.directory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How old the endpoint directory is, for those who watch the application. S3 is asked from time to
 * time, if anybody wants to know; nobody waits for its answer.
 */
public final class DirectoryAge implements MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryAge.class);

  /** It is about days. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** The first one is waited for. */
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(30);

  private static final double MILLIS = 1000;

  private final Snapshots snapshots;
  private final Executor looks;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.EPOCH);

  /** When the newest snapshot was made, empty if there is none; null before the first look. */
  private volatile Optional<Instant> made;

  /**
   * @param looks asks S3
   * @param clock that of AWS
   */
  public DirectoryAge(Snapshots snapshots, Executor looks, InstantSource clock) {
    this.snapshots = snapshots;
    this.looks = looks;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("segment.courier.directory.age", this, DirectoryAge::seconds)
        .baseUnit("seconds")
        .strongReference(true)
        .register(meters);
  }

  /**
   * When the newest snapshot was made, as far as is known at the moment; empty within if there is
   * none, and empty itself if S3 was not asked yet.
   */
  public Optional<Optional<Instant>> made() {
    var now = clock.instant();
    var due = nextLook.get();
    if (!now.isBefore(due) && nextLook.compareAndSet(due, now.plus(SHORT_PAUSE))) {
      looks.execute(this::look);
    }
    return Optional.ofNullable(made);
  }

  /** Since its newest snapshot was made; not a number if there is none, or none is known yet. */
  private double seconds() {
    return made()
        .flatMap(newest -> newest)
        .map(since -> Duration.between(since, clock.instant()).toMillis() / MILLIS)
        .orElse(Double.NaN);
  }

  private void look() {
    try {
      made = snapshots.made();
      if (made.isPresent()) {
        nextLook.set(clock.instant().plus(PAUSE));
      }
    } catch (RuntimeException e) {
      LOG.debug("age of the directory not seen", e);
    }
  }
}
