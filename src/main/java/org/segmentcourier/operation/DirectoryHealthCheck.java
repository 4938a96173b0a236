package org.segmentcourier.operation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * When the endpoint directory was made. Without one, whose alone is asked for endpoints delivers
 * nothing.
 */
final class DirectoryHealthCheck extends AbstractHealthCheck {

  private final boolean needed;
  private final Supplier<Optional<Optional<Instant>>> made;

  /**
   * @param needed whether nobody else is asked for endpoints
   * @param made when its newest snapshot was; empty within if there is none, and empty itself if
   *     that is not known yet
   */
  DirectoryHealthCheck(boolean needed, Supplier<Optional<Optional<Instant>>> made) {
    super("segment-courier", "directory");
    this.needed = needed;
    this.made = made;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    var known = made.get();
    known
        .flatMap(newest -> newest)
        .ifPresent(time -> builder.message("made at " + time).detail("made", time.toString()));
    if (known.isPresent() && known.get().isEmpty()) {
      builder.message(
          needed
              ? "there is none, and endpoints.source=directory says that nobody else is asked"
              : "there is none");
      builder.state(needed ? State.DOWN : State.UP);
    }
  }
}
