package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An import or export job of a project. */
final class Job {

  /** What a job does when its time has come. */
  interface Work {
    /** Does it all, counting as it goes; failed pieces make the job fail. */
    void run(String jobId, Progress progress);

    /**
     * Makes visible what is to be seen only with the status COMPLETED.
     *
     * @param at when the job completed
     * @return the id of the segment that the job made or added to; empty for none
     */
    default String publish(Instant at) {
      return "";
    }
  }

  /** As the service model names them. */
  enum Type {
    IMPORT,
    EXPORT
  }

  /** What the control port wants of a job. */
  enum Fate {
    NORMAL,
    /** A piece fails, and with it the job. */
    FAIL,
    /** Every third row fails; the job completes. */
    PARTIAL,
    /** The job stays PROCESSING for ever. */
    STUCK,
    /** The job is not found any more, once it would be PROCESSING. */
    VANISH
  }

  private final String id = UUID.randomUUID().toString().replace("-", "");
  private final String appId;
  private final Type type;
  private final ObjectNode definition;
  private final Course course;
  private final Fate fate;
  private final Work work;
  private final Progress progress = new Progress();
  private boolean published;

  /**
   * @param definition what the job was asked to do, as it will be told
   */
  Job(String appId, Type type, ObjectNode definition, Course course, Fate fate, Work work) {
    this.appId = appId;
    this.type = type;
    this.definition = definition.deepCopy();
    this.course = course;
    this.fate = fate;
    this.work = work;
  }

  String id() {
    return id;
  }

  boolean isOf(String appId) {
    return this.appId.equals(appId);
  }

  boolean isImport() {
    return type == Type.IMPORT;
  }

  /** Whether it is a job of this project and type that can be seen. */
  boolean is(String appId, Type type, Instant now) {
    return isOf(appId) && this.type == type && isThere(now);
  }

  synchronized String segmentId() {
    return definition.path("SegmentId").asText();
  }

  private boolean isThere(Instant now) {
    return fate != Fate.VANISH || !course.isWorkDue(now);
  }

  /** Whether it takes up one of the places for jobs that run at the same time. */
  boolean isRunning(Instant now) {
    return isThere(now) && course.end(now).isEmpty();
  }

  boolean isWorkDue(Instant now) {
    return fate != Fate.VANISH && fate != Fate.STUCK && course.isWorkDue(now);
  }

  void run(Clock clock) {
    try {
      if (fate == Fate.FAIL) {
        progress.pieces(1);
        progress.piecesFailed(1, "a piece failed, as the control port asked for");
      } else {
        work.run(id, progress);
      }
    } catch (RuntimeException | Error e) {
      // Told with the job; left alone, it would end the worker unseen.
      progress.piecesFailed(1, "the sandbox failed: " + e);
    }
    course.worked(clock.instant(), progress.isWell());
  }

  /** Makes visible what the job made, if it has come to its good end by now. */
  synchronized void settle(Instant now) {
    Optional<Instant> end = course.end(now);
    if (!published && end.isPresent() && progress.isWell()) {
      published = true;
      String segmentId = work.publish(end.get());
      if (!segmentId.isEmpty()) {
        definition.put("SegmentId", segmentId);
      }
    }
  }

  /** In the form of the model's ImportJobResponse or ExportJobResponse. */
  synchronized ObjectNode response(Instant now) {
    settle(now);
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.put("Id", id);
    job.put("ApplicationId", appId);
    job.put("Type", type.name());
    job.put("JobStatus", course.status(now));
    job.put("CreationDate", Dates.text(course.created()));
    course.end(now).ifPresent(end -> job.put("CompletionDate", Dates.text(end)));
    job.set("Definition", definition.deepCopy());
    progress.describe(job);
    return job;
  }
}
