package org.segmentcourier.sandbox.personalize;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves resources from phase to phase as the clock goes, and does the work that is due. */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final Registry registry;
  private final Knowledge knowledge;
  private final Tuning tuning;
  private final Clock clock;
  private final Map<Kind, Work> work;

  /** One at a time; the registry's monitor, in contrast, is never held during work. */
  private final Lock working = new ReentrantLock();

  Progress(
      Registry registry, Knowledge knowledge, Tuning tuning, Clock clock, Map<Kind, Work> work) {
    this.registry = registry;
    this.knowledge = knowledge;
    this.tuning = tuning;
    this.clock = clock;
    this.work = work;
  }

  /** Does all that is due, in order of time; returns when nothing is. */
  void settle() {
    working.lock();
    try {
      Optional<Resource> due = due();
      while (due.isPresent()) {
        step(due.get());
        due = due();
      }
    } finally {
      working.unlock();
    }
  }

  private Optional<Resource> due() {
    synchronized (registry) {
      return registry.firstDue(clock.instant());
    }
  }

  private void step(Resource resource) {
    switch (resource.phase()) {
      case PENDING -> enter(resource, Phase.IN_PROGRESS, resource.due().plus(pace(resource)));
      case IN_PROGRESS -> complete(resource);
      case STOPPING -> enter(resource, Phase.STOPPED, Instant.MAX);
      case DELETE_PENDING -> {
        // Dataset groups are the one kind that is never seen being deleted.
        if (resource.kind() == Kind.DATASET_GROUP) {
          remove(resource);
        } else {
          enter(resource, Phase.DELETE_IN_PROGRESS, resource.due().plus(pace(resource)));
        }
      }
      case DELETE_IN_PROGRESS -> remove(resource);
      default -> throw new IllegalStateException("nothing can be due of " + resource);
    }
  }

  private Duration pace(Resource resource) {
    return tuning.pace(resource.kind());
  }

  private void complete(Resource resource) {
    try {
      Optional<String> toldToFail = tuning.nextFailure(resource.kind());
      if (toldToFail.isPresent()) {
        throw new JobFailed(toldToFail.get());
      }
      Work its = work.get(resource.kind());
      Runnable result = its == null ? () -> {} : its.carryOut(resource);
      synchronized (registry) {
        if (isStill(resource)) {
          result.run();
          enter(resource, Phase.ACTIVE, Instant.MAX);
        }
      }
    } catch (JobFailed e) {
      fail(resource, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("personalize broken arn={}", resource.arn(), e);
      fail(resource, "An internal error occurred: " + e);
    }
  }

  private void fail(Resource resource, String reason) {
    LOG.info("personalize failed arn={} reason={}", resource.arn(), reason);
    synchronized (registry) {
      if (isStill(resource)) {
        Resource current = registry.find(resource.arn()).orElseThrow();
        registry.replace(current.fails(reason, clock.instant()));
      }
    }
  }

  /** Changes the phase, unless another call has changed it in the meantime. */
  private void enter(Resource resource, Phase next, Instant due) {
    synchronized (registry) {
      if (isStill(resource)) {
        Resource current = registry.find(resource.arn()).orElseThrow();
        registry.replace(current.enters(next, clock.instant(), due));
      }
    }
  }

  private boolean isStill(Resource resource) {
    return registry
        .find(resource.arn())
        .filter(current -> current.number() == resource.number())
        .filter(current -> current.phase() == resource.phase())
        .isPresent();
  }

  private void remove(Resource resource) {
    synchronized (registry) {
      if (resource.kind() == Kind.SOLUTION) {
        registry
            .all(Kind.SOLUTION_VERSION, "solutionArn", resource.arn())
            .toList()
            .forEach(this::forget);
      }
      forget(resource);
    }
  }

  private void forget(Resource resource) {
    registry.remove(resource);
    knowledge.forget(resource.arn());
  }
}
