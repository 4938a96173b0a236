package org.segmentcourier.sandbox.pinpoint;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.segmentcourier.sandbox.AwsError;

/** All jobs of the account, and the work that is due of them. */
final class Jobs {

  private final Clock clock;
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  /** Those that haven't been seen at their end yet. */
  private final Map<String, Job> open = new LinkedHashMap<>();

  /** Held by whoever does the work, so that one job is done after the other. */
  private final Object worker = new Object();

  Jobs(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(Job job) {
    jobs.put(job.id(), job);
    open.put(job.id(), job);
  }

  synchronized Job get(String appId, Job.Type type, String id) {
    return Optional.ofNullable(jobs.get(id))
        .filter(job -> job.is(appId, type, clock.instant()))
        .orElseThrow(() -> new AwsError("NotFoundException", "Resource not found: job " + id));
  }

  /** A project's jobs of a type, oldest first. */
  synchronized List<Job> all(String appId, Job.Type type) {
    Instant now = clock.instant();
    return jobs.values().stream().filter(job -> job.is(appId, type, now)).toList();
  }

  /** How many imports are running, in all projects. */
  synchronized long importsRunning() {
    Instant now = clock.instant();
    return open.values().stream().filter(job -> job.isImport() && job.isRunning(now)).count();
  }

  /** Makes visible what jobs have made that are at their end by now. */
  synchronized void publish() {
    Instant now = clock.instant();
    open.values().forEach(job -> job.settle(now));
    open.values().removeIf(job -> !job.isRunning(now));
  }

  /** Does the work that is due by now, one job after the other. */
  void work() {
    synchronized (worker) {
      Instant now = clock.instant();
      due(now).forEach(job -> job.run(clock));
    }
  }

  private synchronized List<Job> due(Instant now) {
    return open.values().stream().filter(job -> job.isWorkDue(now)).toList();
  }

  /** Forgets the jobs of a deleted project. */
  synchronized void forget(String appId) {
    jobs.values().removeIf(job -> job.isOf(appId));
    open.values().removeIf(job -> job.isOf(appId));
  }
}
