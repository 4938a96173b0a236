package org.segmentcourier.destination.pinpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.destination.Waiting;

/** The import of one file at one time, as it may be found at a look. */
final class SampleImport {

  static final Instant NOW = Instant.parse("2026-11-24T10:15:00Z");
  static final String ME = "me";
  static final Duration DEADLINE = Duration.ofHours(6);
  static final Duration STALE = Duration.ofMinutes(5);

  private SampleImport() {}

  /** With two places. */
  static ImportDecision decision() {
    return decisionAt(NOW);
  }

  static ImportDecision decisionAt(Instant now) {
    return new ImportDecision(2, STALE, looksAt(now));
  }

  static NextLooks looksAt(Instant now) {
    return new NextLooks(DEADLINE, Clock.fixed(now, ZoneOffset.UTC));
  }

  /** Of a chain that began a minute ago. */
  static ImportTick tick() {
    var waiting = new Waiting(null, 0, 0, List.of(), NOW.plus(DEADLINE).minusSeconds(60));
    return new ImportTick(
        "pinpoint",
        "import",
        "pinpoint/a.csv",
        "e1",
        "run",
        "",
        0,
        "",
        "",
        false,
        NOW.minusSeconds(60),
        waiting);
  }

  static ImportTick watching() {
    return tick().watching("j1", NOW.plusSeconds(60));
  }

  static ImportFile file() {
    return file(5, NOW.minusSeconds(10));
  }

  static ImportFile file(long size, Instant put) {
    return new ImportFile("import", "pinpoint/a.csv", "e1", size, put, false, NOW);
  }

  /** As a delivery puts it. */
  static ImportFile ours(Instant put) {
    return new ImportFile("import", "pinpoint/a.csv", "e1", 5, put, true, NOW);
  }

  static Claim free() {
    return claim("", "", 0);
  }

  static Claim claim(String holder, String job, long heldForSeconds) {
    var held = NOW.minusSeconds(heldForSeconds);
    return new Claim(
        "pinpoint", "v1", "etag", holder, job, held, NOW.minusSeconds(10), held, List.of());
  }

  /** A look at the file, when all jobs there are can have come of the claim. */
  static ImportLook.There look(Claim claim, ImportJob... own) {
    return new ImportLook.There(file(), claim, List.of(own), List.of(own));
  }

  /** A look at the file, when all jobs there are others'. */
  static ImportLook.There lookAmong(Claim claim, ImportJob... others) {
    return new ImportLook.There(file(), claim, List.of(others), List.of());
  }

  static ImportLook.There lookAt(ImportFile file, Claim claim, ImportJob... own) {
    return new ImportLook.There(file, claim, List.of(own), List.of(own));
  }

  static ImportJob job(String id, String status) {
    return job(id, status, 0, List.of());
  }

  static ImportJob job(String id, String status, long failed, List<String> failures) {
    return new ImportJob(
        id,
        "s3://import/pinpoint/a.csv",
        "a.csv",
        status,
        NOW,
        3,
        failed,
        failures,
        "segment-" + id);
  }

  static ImportJob later(ImportJob job) {
    return new ImportJob(
        job.id(),
        job.s3Url(),
        job.segmentName(),
        job.status(),
        job.created().plusSeconds(1),
        job.processed(),
        job.failed(),
        job.failures(),
        job.segmentId());
  }

  /** The one tick that comes of a step. */
  static ImportTick next(ImportStep step) {
    var ticks = ticks(step).toList();
    if (ticks.size() != 1) {
      throw new AssertionError("not one tick: " + ticks);
    }
    return ticks.get(0);
  }

  static Stream<ImportTick> ticks(ImportStep step) {
    if (step instanceof ImportStep.Next next) {
      return next.ticks().stream();
    }
    throw new AssertionError("nothing is looked at again: " + step);
  }

  static String told(ImportStep step) {
    if (step instanceof ImportStep.Tell tell) {
      return tell.notification().text();
    }
    throw new AssertionError("nobody is told: " + step);
  }
}
