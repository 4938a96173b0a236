package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.segmentcourier.sandbox.AwsError;
import software.amazon.awssdk.services.s3.S3Client;

/** Import and export jobs. */
final class JobOperations implements Operations {

  private final S3Client s3;
  private final Clock clock;
  private final Path folder;
  private final Predicate<String> roles;
  private final Apps apps;
  private final Jobs jobs;
  private final Tuning tuning;

  JobOperations(
      S3Client s3,
      Clock clock,
      Path folder,
      Predicate<String> roles,
      Apps apps,
      Jobs jobs,
      Tuning tuning) {
    this.s3 = s3;
    this.clock = clock;
    this.folder = folder;
    this.roles = roles;
    this.apps = apps;
    this.jobs = jobs;
    this.tuning = tuning;
  }

  @Override
  public Map<String, UnaryOperator<ObjectNode>> operations() {
    return Map.of(
        "CreateImportJob", this::createImport,
        "GetImportJob", input -> get(input, Job.Type.IMPORT, "ImportJobResponse"),
        "GetImportJobs", input -> list(input, Job.Type.IMPORT, "ImportJobsResponse"),
        "GetSegmentImportJobs",
            input -> listOfSegment(input, Job.Type.IMPORT, "ImportJobsResponse"),
        "CreateExportJob", this::createExport,
        "GetExportJob", input -> get(input, Job.Type.EXPORT, "ExportJobResponse"),
        "GetExportJobs", input -> list(input, Job.Type.EXPORT, "ExportJobsResponse"),
        "GetSegmentExportJobs",
            input -> listOfSegment(input, Job.Type.EXPORT, "ExportJobsResponse"));
  }

  private App app(ObjectNode input) {
    return apps.get(input.path("ApplicationId").asText());
  }

  private synchronized ObjectNode createImport(ObjectNode input) {
    App app = app(input);
    ObjectNode definition = input.withObjectProperty("ImportJobRequest").deepCopy();
    checkRole(definition);
    ImportOrder order = order(definition);
    if (!order.segmentId().isEmpty()) {
      segment(app, order.segmentId());
    }
    if (jobs.importsRunning() >= tuning.importLimit()) {
      throw new AwsError(
          tuning.importLimitError(),
          "%d import jobs are running, which is the limit".formatted(tuning.importLimit()));
    }
    Job.Fate fate = tuning.nextImport();
    boolean someRowsFail = fate == Job.Fate.PARTIAL;
    Job.Work work = new ImportWork(s3, app, order, tuning.importLimits(), someRowsFail);
    return start(
        new Job(app.id(), Job.Type.IMPORT, definition, course(), fate, work), "ImportJobResponse");
  }

  private ObjectNode createExport(ObjectNode input) {
    App app = app(input);
    ObjectNode definition = input.withObjectProperty("ExportJobRequest").deepCopy();
    checkRole(definition);
    Job.Work work = new ExportWork(s3, folder, source(app, definition), target(definition));
    Job.Fate fate = Job.Fate.NORMAL;
    return start(
        new Job(app.id(), Job.Type.EXPORT, definition, course(), fate, work), "ExportJobResponse");
  }

  private ExportWork.Source source(App app, ObjectNode definition) {
    if (!definition.has("SegmentId")) {
      return app.endpoints()::all;
    }
    Segment segment = segment(app, definition.path("SegmentId").asText());
    int version = definition.path("SegmentVersion").asInt(segment.version());
    Segment wanted =
        app.segments().versions(segment.id()).stream()
            .filter(one -> one.version() == version)
            .findFirst()
            .orElseThrow(() -> bad("the segment has no version " + version));
    return () -> app.endpoints().all(app.segments().members(wanted));
  }

  private Course course() {
    return new Course(clock.instant(), tuning.pace());
  }

  private ObjectNode start(Job job, String member) {
    jobs.add(job);
    return Answer.of(member, job.response(clock.instant()));
  }

  private ObjectNode get(ObjectNode input, Job.Type type, String member) {
    Job job = jobs.get(app(input).id(), type, input.path("JobId").asText());
    return Answer.of(member, job.response(clock.instant()));
  }

  private ObjectNode list(ObjectNode input, Job.Type type, String member) {
    return page(input, jobs.all(app(input).id(), type), member);
  }

  private ObjectNode listOfSegment(ObjectNode input, Job.Type type, String member) {
    App app = app(input);
    String segmentId = input.path("SegmentId").asText();
    segment(app, segmentId);
    List<Job> all =
        jobs.all(app.id(), type).stream().filter(job -> job.segmentId().equals(segmentId)).toList();
    return page(input, all, member);
  }

  private ObjectNode page(ObjectNode input, List<Job> all, String member) {
    return Answer.of(member, Page.of(input, all, Job::id, job -> job.response(clock.instant())));
  }

  private static Segment segment(App app, String id) {
    return app.segments()
        .get(id)
        .orElseThrow(() -> new AwsError("NotFoundException", "Resource not found: segment " + id));
  }

  private void checkRole(ObjectNode definition) {
    String role = definition.path("RoleArn").asText();
    if (!roles.test(role)) {
      throw bad("RoleArn is %s: Pinpoint may not assume this role".formatted(role));
    }
  }

  private static ImportOrder order(ObjectNode definition) {
    try {
      return ImportOrder.of(definition);
    } catch (Refusal e) {
      throw bad("S3Url: " + e.getMessage());
    }
  }

  private static S3Files target(ObjectNode definition) {
    try {
      return S3Files.parse(definition.path("S3UrlPrefix").asText());
    } catch (Refusal e) {
      throw bad("S3UrlPrefix: " + e.getMessage());
    }
  }

  private static AwsError bad(String message) {
    return new AwsError("BadRequestException", message);
  }
}
