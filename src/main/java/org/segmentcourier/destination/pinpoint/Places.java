package org.segmentcourier.destination.pinpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.destination.ImportTick;

/**
 * Remembers for a moment which jobs have all the places: of hundreds of files that wait for one,
 * each would otherwise ask Pinpoint for all jobs of the project. It only saves calls: no job is
 * started by what is remembered, and a container that remembers nothing asks.
 */
public final class Places {

  /** For so long nobody asks again, unless a job was seen to end. */
  static final Duration MOMENT = Duration.ofSeconds(5);

  private record Seen(List<String> running, Instant until) {}

  private static final Seen NOTHING = new Seen(List.of(), Instant.MIN);

  private final int limit;
  private final Clock clock;
  private volatile Seen seen = NOTHING;

  /**
   * @param limit how many import jobs may run at once, others' included
   */
  Places(int limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  /** Whether a tick waits for a place, and there was none a moment ago. */
  public boolean areTakenFor(ImportTick tick) {
    return tick.inLine() && clock.instant().isBefore(seen.until());
  }

  /** The jobs that were running then, by their ids. */
  public List<String> running() {
    return seen.running();
  }

  /** Remembers what a look has shown. */
  public void note(ImportLook look) {
    if (look instanceof ImportLook.There there) {
      var running = there.running();
      seen = running.size() < limit ? NOTHING : new Seen(running, clock.instant().plus(MOMENT));
    }
  }

  /** Forgets it all, if a job has ended: its place is free. */
  public void noteEnd(Optional<ImportJob> job) {
    if (job.filter(ImportJob::isEnded).isPresent()) {
      seen = NOTHING;
    }
  }
}
